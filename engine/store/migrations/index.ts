import type { StoreDialect } from '../store';
import { books } from './001-books';

/** A step from one shape of the store to the next. Once released it never changes: a later step corrects it. */
export interface Migration {
	readonly name: string;
	readonly statements: (dialect: StoreDialect) => readonly string[];
}

/** Every step, oldest first. */
export const MIGRATIONS: readonly Migration[] = [{ name: '001-books', statements: books }];
