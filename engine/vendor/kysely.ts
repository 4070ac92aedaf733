/** Kysely, the typed SQL builder: the parts that have a value at run time. */
export {
	Kysely,
	PostgresDialect,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
	sql,
} from 'kysely';
