export type { PortfolioSnapshot, Position } from './position';
export { PortfolioError } from './portfolioError';
export { findAccount, openPaperAccount, requireAccount, type Account, type OpenPaperAccount } from './account';
export { portfolio, positionOf, positions } from './portfolio';
export { equityHistory, recordSnapshot, type EquityPoint } from './equityHistory';
export { Books, loadBooks, type Marks } from './books';
export { applyFill, FLAT, type NetPosition, type PositionFill } from './netPosition';
