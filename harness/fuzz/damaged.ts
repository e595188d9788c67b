import fc, { type Arbitrary } from 'fast-check'

/** What readers stumble over: brackets, quotes, ends of lines, names that every object has, numbers at their ends. */
const PIECES = [
  ...'{}[]()<>"\'`:,;=#&%@!*|\\/-_. \n\r\t\0\ufeff\u202e\u{1f600}',
  String.fromCharCode(0xd83d),
  ...['__proto__', 'constructor', 'toString', 'null', 'true', '-0', '1e999', '9007199254740993', '0x', 'NaN', ''],
  ...[
    '{}',
    '[]',
    '""',
    '---',
    '...',
    '<<<<<<< ',
    '=======',
    '&a',
    '*a',
    '!!js/function',
    '[[',
    ']]',
    '"""',
    "'''",
    '\r\n\r\n',
  ],
]

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 2, arbitrary: fc.string({ maxLength: 12, unit: 'binary' }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom('[', '{"a":', '(', '- ').map((text) => text.repeat(2000)) },
)
/** Where, as a part of the whole; how many characters go; what comes, and what comes from elsewhere in the text. */
const slip = fc.record({
  at: fc.nat(100_000),
  cut: fc.oneof(fc.nat(3), fc.nat(60)),
  put: fc.option(piece, { nil: '' }),
  copied: fc.option(fc.tuple(fc.nat(100_000), fc.nat(60)), { nil: null }),
})

/** Texts with a few slips in them: characters lost, put in, or taken from elsewhere; now and then no text of the kind at all. */
export const damagedText = (seeds: readonly string[]): Arbitrary<string> =>
  fc.oneof(
    {
      weight: 20,
      arbitrary: fc.tuple(fc.constantFrom(...seeds), fc.array(slip, { minLength: 1, maxLength: 5 })).map(slipped),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 200, unit: 'binary' }) },
  )

const slipped = ([seed, slips]: [
  string,
  { at: number; cut: number; put: string; copied: [number, number] | null }[],
]) =>
  slips.reduce((text, { at, cut, put, copied }) => {
    const place = at % (text.length + 1)
    const from = copied ? copied[0] % (text.length + 1) : 0
    const copy = copied ? text.slice(from, from + copied[1]) : ''
    return text.slice(0, place) + put + copy + text.slice(place + cut)
  }, seed)

/** JSON that is well-formed and says other things than it should: values gone, put in the place of others, or renamed. */
export const damagedJson = (seeds: readonly unknown[]): Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...seeds),
      fc.array(fc.record({ at: fc.nat(100_000), value: replacement, how: fc.constantFrom('set', 'drop', 'rename') }), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([seed, changes]) => {
      let value = seed
      for (const change of changes) value = changed(value, change)
      return JSON.stringify(value) ?? 'null'
    })

const replacement = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1.5, 1e21, '', ' ', '*', '../..', '/', 'a\nb', '__proto__', [], {}, [[]], {
    a: {},
  }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ maxLength: 30, unit: 'binary' }),
)

type Change = { readonly at: number; readonly value: unknown; readonly how: string }

/** The value with one of its nodes changed, the `at`-th in the order in which they stand. */
const changed = (value: unknown, { at, value: put, how }: Change): unknown => {
  let left = at % nodesIn(value)
  const walk = (node: unknown): unknown => {
    if (left === 0) {
      left -= 1
      return how === 'drop' ? undefined : put
    }
    left -= 1
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([name, one]) => {
        const isNext = left === 0 && how === 'rename'
        return isNext ? [typeof put === 'string' ? put : JSON.stringify(put), walk(one) ?? one] : [name, walk(one)]
      }),
    )
  }
  return walk(value)
}

const nodesIn = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, one) => sum + nodesIn(one), 1)
    : 1
