/** Where the books are kept: a SQLite file, or a PostgreSQL database (needed when several processes trade). */
export type StoreConfig =
	| { readonly kind: 'sqlite'; readonly file: string }
	| {
			readonly kind: 'postgres';
			/** Host name, address, or the folder of a unix socket. */
			readonly host: string;
			readonly port: number;
			readonly database: string;
			readonly user: string;
			readonly password: string;
			/** `require` encrypts whoever signed the server's certificate, `verify` demands a known authority. Default `disable`. */
			readonly ssl?: 'disable' | 'require' | 'verify';
	  };
