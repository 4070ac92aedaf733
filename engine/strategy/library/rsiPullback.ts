export const rsiPullback = `schema: 1
name: RSI(2) pullback in an uptrend
description: >-
  Connors' short-term pullback. Above the 200 bar average it buys after a few sharply lower closes, measured by RSI of
  two bars, and sells at the first close above the 5 bar average. Connors used no stop; the wide one here is for the crash.
timeframe: 1d
parameters:
  oversold: {default: 10, min: 2, max: 20, step: 2}
  trendPeriod: {default: 200, min: 100, max: 300, step: 50}
indicators:
  trend: sma(close, trendPeriod)
entry:
  long: close > trend and rsi(close, 2) < oversold
exit:
  long: close > sma(close, 5)
protect: {stopLoss: {atr: 4}, maxBars: 15}
sizing: {mode: equityPercent, value: 20%}
`;
