export const donchianBreakout = `schema: 1
name: Donchian breakout with ATR stop
description: >-
  The turtles' entry, long only. Buys when the close breaks the highest high of the last 20 bars and leaves at the
  lowest low of the last 10. Wins rarely, and then by much; false breakouts are its cost.
timeframe: 1d
parameters:
  entryPeriod: {default: 20, min: 10, max: 100, step: 5}
  exitPeriod: {default: 10, min: 5, max: 50, step: 5}
indicators:
  entryHigh: donchian(entryPeriod).upper[1]
  exitLow: donchian(exitPeriod).lower[1]
entry:
  long: crossover(close, entryHigh)
exit:
  long: close < exitLow
protect: {stopLoss: {atr: 2, period: 20}}
sizing: {mode: riskPercent, value: 1%}
`;
