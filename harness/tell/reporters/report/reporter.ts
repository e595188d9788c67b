import type { ExitCode } from '../../../model/exit-code.ts'
import type { Report } from '../../../model/report.ts'
import type { Bar } from '../../../model/severity.ts'
import type { About } from '../notices/of-report.ts'

/** What every format may be told. What a format has no use for it leaves alone. */
export type RenderOptions = {
  readonly failOn: Bar
  /** What the report comes to at this bar, as the judge says. */
  readonly exitCode: ExitCode
  /** Escape codes allowed? Default false. */
  readonly colour?: boolean
  /** Columns a line may take, 40 at least. Default 100. */
  readonly width?: number
  /** Where the user pins what, and which rules there are; for formats that other programs read. Default: not known. */
  readonly about?: About
  /** Leave nothing out: every remedy, lesser change, and scenario that behaves in another way. Default false. */
  readonly verbose?: boolean
}

/** One format of the report. Returns the whole text; writing it is somebody else's. */
export type Reporter = {
  /** As `--reporter` names it; its source file has the same name. */
  readonly name: string
  /** The file it is written to, below --out; null: it is printed. */
  readonly file: string | null
  /** Is it what other commands and later runs read? Then it is always written. */
  readonly readBack: boolean
  readonly render: (report: Report, options: RenderOptions) => string
  /**
   * The same in pieces, of what may be long: longer than a string can be, or than what should be held at once. Default: it is
   * written in one.
   * @param conceal what is done to each value's text
   */
  readonly pieces?: (report: Report, conceal: (text: string) => string, options: RenderOptions) => Iterable<string>
}
