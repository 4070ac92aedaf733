/** ccxt (MIT), the exchange library: its exchanges by id, and the errors they raise. */
export { default as ccxt } from 'ccxt';
