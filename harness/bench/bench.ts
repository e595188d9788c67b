/** What a measured value must not miss. */
export type Bar = { readonly is: '≤' | '<' | '≥'; readonly value: number }

export type Unit = 's' | '×' | 'MiB' | ''

/** One line of a bench's answer. */
export type Figure = {
  readonly label: string
  readonly unit: Unit
  /** The median, when `all` holds several. */
  readonly value: number
  /** Every run's value, in the order of the runs. */
  readonly all?: readonly number[]
  readonly bar?: Bar
}

export type Outcome = {
  readonly kind: 'measured'
  readonly figures: readonly Figure[]
  readonly notes: readonly string[]
}

/** What a bench is given. */
export type Context = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The tool's cache: stores are shared, work folders and foreign tools lie below `bench/` in it. */
  readonly cacheDir: string
  /** How many interleaved runs; null: as many as the bench thinks right. */
  readonly runs: number | null
  /** Only as much work as shows that the bench can run; its figures say nothing. */
  readonly smoke: boolean
  /** Tells a waiting person what goes on. */
  readonly say: (text: string) => void
}

export type Bench = {
  readonly title: string
  /** Runs when no bench is named; what takes many minutes does not. */
  readonly byDefault: boolean
  /** A bar that is missed is an error: of what is right or wrong, not of how long it took. Default: false. */
  readonly mustMeetBars?: boolean
  readonly run: (context: Context) => Promise<Outcome>
}

export const isMet = (value: number, { is, value: limit }: Bar): boolean => {
  switch (is) {
    case '≤':
      return value <= limit
    case '<':
      return value < limit
    case '≥':
      return value >= limit
  }
}

/** Whether a bench whose bars are binding misses one. */
export const misses = (
  { mustMeetBars = false }: Pick<Bench, 'mustMeetBars'>,
  { figures }: Pick<Outcome, 'figures'>,
): boolean => mustMeetBars && figures.some(({ value, bar }) => bar !== undefined && !isMet(value, bar))
