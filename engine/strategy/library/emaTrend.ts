export const emaTrend = `schema: 1
name: EMA trend with RSI filter
description: >-
  Follows trends. Buys when the fast exponential average crosses above the slow one, unless the move is already
  overbought, and leaves when it crosses back. Many small losses in sideways markets are the price of the few long trends.
timeframe: 1h
parameters:
  fast: {default: 12, min: 5, max: 30, step: 1}
  slow: {default: 26, min: 20, max: 100, step: 2}
indicators:
  fastMa: ema(close, fast)
  slowMa: ema(close, slow)
entry:
  long: crossover(fastMa, slowMa) and rsi(close, 14) < 70
exit:
  long: crossunder(fastMa, slowMa)
protect: {stopLoss: 2%, takeProfit: 4%, trailingStop: {distance: 1.5%, activation: 1%}, maxBars: 48}
sizing: {mode: equityPercent, value: 10%}
`;
