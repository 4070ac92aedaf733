import { EngineError } from '../errors';

/** An account that is not there, or not as the caller believes it to be. */
export class PortfolioError extends EngineError {}
