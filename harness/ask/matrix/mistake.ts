/** Keys and indexes from the root of the file. */
export type Path = readonly (string | number)[]

/** One fault before its place is known as line and column. */
export type Mistake = {
  readonly path: Path
  /** Point at the key itself rather than its value. */
  readonly atKey?: boolean
  /** Something is not there: not believed where the file is no JSON anyway. */
  readonly missing?: boolean
  readonly what: string
  readonly hint?: string
}

/** `sdks[0].versions[2]`, as people write it. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  ) || 'the file'

/** A value as it stands in the file, cut to a length that fits a sentence. */
export const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
