/** Apache Arrow (Apache-2.0), the columnar format candles travel in between nodes and to and from other tools. */
export {
	DataType,
	Field,
	Float64,
	RecordBatch,
	RecordBatchReader,
	Schema,
	Struct,
	Table,
	Utf8,
	makeData,
	makeVector,
	tableFromIPC,
	tableToIPC,
	vectorFromArray,
} from 'apache-arrow';
