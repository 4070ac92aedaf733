import pg from 'pg';

/** node-postgres: a pool of connections to PostgreSQL, and its built-in readers of column types. */
export const { Pool, types } = pg;
