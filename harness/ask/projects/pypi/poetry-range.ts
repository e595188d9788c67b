/**
 * Poetry's own operators as PEP 440, which has neither caret nor alternatives:
 * - `^2.3.1` → `>=2.3.1,<3`, `^0.3.1` → `>=0.3.1,<0.4`, `^0.0.3` → `>=0.0.3,<0.0.4`: up to the leftmost number that is
 *   not zero
 * - `~2.3.1` → `>=2.3.1,<2.4`, `~2.3` → `>=2.3,<2.4`, `~2` → `>=2,<3`
 * - `2.*` → `==2.*`, `2.3.1` → `==2.3.1`, `*` → ``
 * - blanks or commas between what must all hold; `||` stays between alternatives
 * https://python-poetry.org/docs/dependency-specification/
 */
export const poetryRange = (constraint: string): string => {
  const alternatives = constraint.split(/\s*\|\|?\s*/).map(allOf)
  return alternatives.includes('') ? '' : alternatives.join(' || ')
}

const allOf = (text: string): string =>
  text
    .replaceAll(/(\^|~=?|[<>!]=?|={1,3})\s+/g, '$1')
    .split(/[\s,]+/)
    .map(one)
    .filter((clause) => clause !== '')
    .join(',')

const one = (clause: string): string => {
  const [, operator = '', version = ''] = /^(\^|~(?!=)|)v?(.*)$/.exec(clause) ?? []
  if (version === '*' || version === '') return ''
  const numbers = (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
  switch (operator) {
    case '^': {
      const leading = numbers.findIndex((number) => number !== 0)
      return `>=${version},<${raised(numbers, leading === -1 ? numbers.length - 1 : leading)}`
    }
    case '~':
      return `>=${version},<${raised(numbers, Math.min(1, numbers.length - 1))}`
    default:
      return /^\d/.test(version) ? `==${version}` : version
  }
}

/** The first version whose number at this place is greater. */
const raised = (numbers: readonly number[], at: number): string =>
  numbers
    .slice(0, at + 1)
    .map((number, index) => (index === at ? number + 1 : number))
    .join('.')
