/** The parts of an address, or nothing when it is none. */
export const parseUrl = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);
