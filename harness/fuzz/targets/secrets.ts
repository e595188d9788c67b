import fc from 'fast-check'
import { concealer } from '../../judge/secrets/conceal.ts'
import { ENCODINGS } from '../../judge/secrets/encodings.fixture.ts'
import { damagedText } from '../damaged.ts'
import { must } from '../faults.ts'
import type { FuzzTarget } from '../target.ts'

const SECRET = 'harness-c8a1f3907be254d61f08a9c37d5be426'
const AROUND = ['{"a": "', '</td>&amp;', 'key=', '%20', '\\u0041\\', '‹api-key›', '\u{1f600}', ' ']

export const secrets: FuzzTarget = {
  title: 'texts with pieces of a secret in them',
  open: () => {
    const conceal = concealer([{ label: 'api-key', value: SECRET, drawn: [[8, 40]] }])
    const forms = Object.values(ENCODINGS)
    const piece = fc
      .record({ from: fc.nat(22), size: fc.integer({ min: 10, max: 32 }), form: fc.constantFrom(...forms) })
      .map(({ from, size, form }) => form(SECRET.slice(8 + from, 8 + from + size)))
    return {
      inputs: fc.tuple(damagedText(AROUND), piece, damagedText(AROUND)),
      check: ([before = '', written = '', after = '']) => {
        // Apart: an escape that is cut before it, or a byte that stands beside it, would make another text of it.
        const shown = conceal(`${before} <${written}> ${after}`)
        must(
          shown.startsWith(before.slice(0, -NEAR)) && shown.endsWith(after.slice(NEAR)),
          'what stands around it is other',
        )
        for (let at = 0; at + LEFT <= written.length; at++)
          must(!shown.includes(written.slice(at, at + LEFT)), 'a piece is left')
      },
    }
  },
}

/**
 * Characters beside it that may be taken for one more piece of the secret, with what stands between: `0041\ <3166 3339>` is
 * `1 3166 3339` to whoever puts it together, and the secret may go on so.
 */
const NEAR = 31

/** Characters of the longest rest at the edges of a piece. */
const LEFT = 14
