/** What the page and the API take in one file; the command line streams and has no limit of rows. */
export const limits = {
  bytes: 10_000_000,
  /** Of all parts of a workbook that are read, and of what is written from them. */
  unpackedBytes: 100_000_000,
  rows: 200_000,
  columns: 500,
  /** Of one sheet, empty ones too: more than any such sheet needs, fewer than would take long to pass over. */
  cells: 4_000_000,
  /** Of one part. */
  marks: 10_000_000,
  /** In a cell, where spreadsheets allow 32,767 before they are encoded. */
  letters: 400_000,
  sheets: 20,
  parts: 2_000,
  /** What reading a workbook may take beyond what the program takes by itself. */
  memoryBytes: 180_000_000,
  milliseconds: 30_000,
}

/** A sentence for whoever sent the file. */
export class Refusal extends Error {}
