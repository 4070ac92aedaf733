export const bollingerReversion = `schema: 1
name: Bollinger mean reversion
description: >-
  Bets on the way back to the mean. Buys when the close returns above the lower band after falling out of it, while no
  strong trend runs (ADX), and sells at the middle band. Wins often, and loses more at once when a range breaks.
timeframe: 1h
parameters:
  period: {default: 20, min: 10, max: 50, step: 5}
  width: {default: 2, min: 1.5, max: 3, step: 0.25}
  calm: {default: 25, min: 15, max: 40, step: 5}
indicators:
  bands: bbands(close, period, width, width)
entry:
  long: crossover(close, bands.lower) and adx(14) < calm
exit:
  long: close >= bands.middle
protect: {stopLoss: 2.5%, maxBars: 48}
sizing: {mode: equityPercent, value: 10%}
`;
