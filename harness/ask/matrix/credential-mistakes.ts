import { HOLE, holeAlphabet, LEAST_BITS, randomBits } from '../../model/credential-pattern.ts'
import { rolesOf } from '../../model/credential-shape.ts'
import { NO_ROLES, ROLES } from '../../model/role.ts'
import { type Mistake, type Path, show } from './mistake.ts'
import { isRecord } from './raw.ts'

/** What is wrong with the credentials of a matrix beyond their shape: names that mean something else, values that are none. */
export const credentialMistakes = (value: unknown): Mistake[] => {
  const credentials = isRecord(value) ? value['credentials'] : undefined
  return Object.entries(isRecord(credentials) ? credentials : {}).flatMap(([role, shape]) => {
    const path = ['credentials', role]
    return [...nameMistakes(path, role), ...shapeMistakes(path, shape)]
  })
}

/** The roles that the credentials of a matrix make, as far as they can be read. */
export const ownRoles = (value: unknown): readonly string[] => {
  const credentials = isRecord(value) ? value['credentials'] : undefined
  return Object.entries(isRecord(credentials) ? credentials : {}).flatMap(([role, shape]) =>
    rolesOf(role, isRecord(shape) ? shape : ''),
  )
}

const nameMistakes = (path: Path, role: string): Mistake[] => {
  const wrong = (what: string): Mistake[] => [{ path, atKey: true, what, hint: 'Give the credential another name.' }]
  if (ROLES.some((one) => one === role)) return wrong(`"${role}" is a credential that every run has.`)
  return NO_ROLES.some((one) => one === role) ? wrong(`In reports ‹${role}› stands for something else.`) : []
}

const shapeMistakes = (path: Path, shape: unknown): Mistake[] => {
  if (typeof shape === 'string') return patternMistakes(path, shape, true)
  const basic = isRecord(shape) ? shape['basic'] : undefined
  if (!isRecord(basic)) return []
  const { user, password } = basic
  return [
    ...(typeof user === 'string' ? patternMistakes([...path, 'basic', 'user'], user, false) : []),
    // RFC 7617, section 2.
    ...(typeof user === 'string' && user.replaceAll(HOLE, '').includes(':')
      ? [{ path: [...path, 'basic', 'user'], what: 'A user name of HTTP Basic holds no ":".' }]
      : []),
    ...(typeof password === 'string' ? patternMistakes([...path, 'basic', 'password'], password, true) : []),
  ]
}

/** A user name may be as plain as it is; one that could be other text is then shown as it is. */
const patternMistakes = (path: Path, pattern: string, isSecret: boolean): Mistake[] => {
  for (const [hole, , alphabet] of pattern.matchAll(HOLE))
    if (holeAlphabet(alphabet).length < 2)
      return [{ path, what: `${show(hole)} has no alphabet.`, hint: 'For example {16:A-Z0-9}, {32:hex}, {40:base64}.' }]
  const bits = randomBits(pattern)
  if (pattern === '' || bits >= LEAST_BITS || !isSecret) return []
  return [
    {
      path,
      what: `${show(pattern)} is ${bits === 0 ? 'the same in every run' : 'nearly the same in every run'}: nobody could tell it from other text.`,
      hint: 'Leave room for twelve characters or more that are made anew, such as "sk_test_{24}".',
    },
  ]
}
