import { EngineError } from '../errors';

/** An order that cannot be held against the rules, because what they measure is missing. */
export class RiskError extends EngineError {}
