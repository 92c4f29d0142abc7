//! Where lines of an export are written: CSV, JSON lines, Parquet.

use super::{COLUMNS, Line};
use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::ByteArrayType;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use platform::kit::harmless;
use platform::{Error, Result};
use std::io::Write;
use std::sync::Arc;

pub(super) trait Sink {
    fn line(&mut self, line: &Line<'_>) -> Result<()>;
    fn end(self: Box<Self>) -> Result<()>;
}

pub(super) struct CsvSink<'a>(csv::Writer<&'a mut (dyn Write + Send + 'a)>);

impl<'a> CsvSink<'a> {
    pub(super) fn new(out: &'a mut (dyn Write + Send + 'a)) -> Result<CsvSink<'a>> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(COLUMNS).map_err(failed)?;
        Ok(CsvSink(writer))
    }
}

impl Sink for CsvSink<'_> {
    fn line(&mut self, line: &Line<'_>) -> Result<()> {
        self.0.write_record(line.cells().map(|cell| harmless(cell.unwrap_or("")))).map_err(failed)
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        Ok(self.0.flush()?)
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::internal(format!("the export could not be written: {error}"))
}

pub(super) struct JsonSink<'a>(pub(super) &'a mut (dyn Write + Send + 'a));

impl Sink for JsonSink<'_> {
    fn line(&mut self, line: &Line<'_>) -> Result<()> {
        serde_json::to_writer(&mut self.0, line)?;
        Ok(self.0.write_all(b"\n")?)
    }

    fn end(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

/// Rows in one group of a Parquet file.
const GROUP: usize = 10_000;

pub(super) struct ParquetSink<'a> {
    writer: SerializedFileWriter<&'a mut (dyn Write + Send + 'a)>,
    rows: Vec<[Option<Vec<u8>>; 15]>,
}

impl<'a> ParquetSink<'a> {
    pub(super) fn new(out: &'a mut (dyn Write + Send + 'a)) -> Result<ParquetSink<'a>> {
        let column = |name: &&str| {
            let built = Type::primitive_type_builder(name, PhysicalType::BYTE_ARRAY)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::String))
                .build();
            built.map(Arc::new)
        };
        let columns = COLUMNS.iter().map(column).collect::<std::result::Result<Vec<_>, _>>().map_err(failed)?;
        let schema = Type::group_type_builder("provision").with_fields(columns).build().map_err(failed)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(ParquetSink { writer, rows: Vec::new() })
    }

    fn group(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for at in 0..COLUMNS.len() {
            let mut column = group.next_column().map_err(failed)?.expect("the schema has this column");
            let levels: Vec<i16> = self.rows.iter().map(|row| i16::from(row[at].is_some())).collect();
            let values: Vec<parquet::data_type::ByteArray> = self.rows.iter().filter_map(|row| row[at].clone()).map(Into::into).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).map_err(failed)?;
            column.close().map_err(failed)?;
        }
        self.rows.clear();
        group.close().map(drop).map_err(failed)
    }
}

impl Sink for ParquetSink<'_> {
    fn line(&mut self, line: &Line<'_>) -> Result<()> {
        self.rows.push(line.cells().map(|cell| cell.map(|text| text.as_bytes().to_vec())));
        if self.rows.len() == GROUP { self.group() } else { Ok(()) }
    }

    fn end(mut self: Box<Self>) -> Result<()> {
        if !self.rows.is_empty() {
            self.group()?;
        }
        self.writer.close().map(drop).map_err(failed)
    }
}
