/** A generator of the same numbers for the same seed: xorshift32. */
export const randomFrom = (seed: number): ((below: number) => number) => {
  let state = seed | 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % Math.max(below, 1)
  }
}

const PIECES = [
  ...'()[]{}<>"\'@$.,;:?=!&|+-*/\\ \n\0€“',
  '@(',
  '@{',
  '$"{',
  '@"',
  '{{',
  '}}',
  '/*',
  '*/',
  '//',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '&quot;',
  '&lt;',
  '&#x',
  '/>',
  '</',
  '=>',
  '??',
  ' is ',
  ' as ',
  ' new ',
  ' null ',
  '(int?)',
  '<base />',
  '<choose>',
  '<include-fragment fragment-id="a" />',
  '__proto__="1"',
  '<constructor />',
]

/** A few slips of a hand: characters lost, put in or doubled, a stretch moved or taken from elsewhere. */
export const mutated = (text: string, random: (below: number) => number): string => {
  let result = text
  for (let slips = 1 + random(4); slips > 0; slips -= 1) {
    const at = random(result.length)
    const [before, after] = [result.slice(0, at), result.slice(at)]
    switch (random(5)) {
      case 0:
        result = before + after.slice(1 + random(3))
        break
      case 1:
        result = before + after.slice(random(40))
        break
      case 2:
        result = before + after.slice(0, random(60)) + after
        break
      case 3: {
        const from = random(result.length)
        result = before + result.slice(from, from + random(60)) + after
        break
      }
      default:
        result = before + (PIECES[random(PIECES.length)] ?? '') + after.slice(random(2))
    }
  }
  return result
}
