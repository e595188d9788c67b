import type { Difference, Values } from '../../model/report.ts'

/**
 * Is another form, or another version, of the API asked for, or no version any more? A server that knew the older one need not
 * know the newer one, and may want one: it answers 406, 415 or 400. A version that is new is no such change: who does not
 * read the field passes over it (RFC 9110, section 5.1).
 */
export const asksForAnother = (change: Difference): boolean => {
  if (change.kind === 'header-removed') return namesVersion(change.name, [change.before])
  if (change.kind !== 'header-changed') return false
  const { name, before, after } = change
  if (name === 'accept' || name === 'content-type') return !covers(mediaTypes(after), mediaTypes(before))
  return namesVersion(name, [before, after])
}

const namesVersion = (name: string, sides: readonly Values[]): boolean =>
  /-response-format$|^accept-version$/.test(name) ||
  (name.endsWith('version') && (name.includes('api-version') || sides.every(isDates)))

/** Says the newer side, among others, all that the older one did? */
const covers = (after: readonly string[], before: readonly string[]): boolean =>
  after.includes('*/*') || before.every((type) => after.includes(type))

/** Media types with the parameters that tell one from another (RFC 9110, sections 8.3.1 and 12.5.1). */
const mediaTypes = (values: Values): readonly string[] =>
  values
    .flatMap((value) => value.split(','))
    .map((type) =>
      type
        .split(';')
        .map((part) => part.trim().toLowerCase())
        .filter((part) => !NO_FORM.test(part))
        .join(';'),
    )

/** How much it is wanted, in which characters, and where its parts end; or nothing at all behind a semicolon (RFC 9110, section 5.6.6). */
const NO_FORM = /^(?:(?:q|charset|boundary)=|$)/

/** As APIs name their versions: `2025-09-03`, `2025-10`; an SDK's own version has no such form. */
const isDates = (values: Values): boolean => values.every((value) => /^\d{4}-\d{2}(?:-\d{2})?\b/.test(value))
