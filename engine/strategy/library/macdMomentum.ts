export const macdMomentum = `schema: 1
name: MACD momentum with trailing stop
description: >-
  Rides momentum in the direction of the long trend. Buys when MACD crosses its signal line above the 200 bar average,
  and lets a trailing stop of three average ranges decide when it is over. Gives back part of every gain to catch the
  long ones.
timeframe: 4h
parameters:
  fast: {default: 12, min: 6, max: 20, step: 2}
  slow: {default: 26, min: 20, max: 50, step: 2}
  smooth: {default: 9, min: 5, max: 15, step: 2}
indicators:
  momentum: macd(close, fast, slow, smooth)
  trend: sma(close, 200)
entry:
  long: crossover(momentum.macd, momentum.signal) and close > trend
exit:
  long: close < trend
protect: {stopLoss: {atr: 3}, trailingStop: {distance: {atr: 3}, activation: {atr: 1}}}
sizing: {mode: riskPercent, value: 1%}
`;
