import { HOLE, holeAlphabet, LEAST_BITS, randomBits } from '../../model/credential-pattern.ts'
import { type CredentialShape, rolesOf } from '../../model/credential-shape.ts'
import { type FileContent, fileParts, RSA_KEY } from '../../model/file-credential.ts'
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
    rolesOf(role, shapeIn(shape)),
  )
}

/** As far as it can be read: what it is else, the schema says. */
const shapeIn = (value: unknown): CredentialShape => {
  if (!isRecord(value)) return ''
  if (isRecord(value['basic'])) return { basic: { user: '', password: '' } }
  const { file } = value
  return typeof file === 'string' || isRecord(file) ? { file } : ''
}

const nameMistakes = (path: Path, role: string): Mistake[] => {
  const wrong = (what: string): Mistake[] => [{ path, atKey: true, what, hint: 'Give the credential another name.' }]
  if (ROLES.some((one) => one === role)) return wrong(`"${role}" is a credential that every run has.`)
  return NO_ROLES.some((one) => one === role) ? wrong(`In reports ‹${role}› stands for something else.`) : []
}

const shapeMistakes = (path: Path, shape: unknown): Mistake[] => {
  if (typeof shape === 'string') return patternMistakes(path, shape, true)
  const shaped = shapeIn(shape)
  if (typeof shaped === 'object' && 'file' in shaped) return fileMistakes(path, shaped.file)
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

/** In a file much is no secret; what has a hole and could be other text is then shown as it is, unless nothing else is there. */
const fileMistakes = ([room, name]: Path, content: FileContent): Mistake[] => {
  const path = [room ?? '', name ?? '', 'file']
  const parts = fileParts(String(name), content)
  const twice = parts.find(({ role }, index) => parts.findIndex((one) => one.role === role) !== index)
  return [
    ...parts.flatMap(({ pattern }) => (pattern === RSA_KEY ? [] : patternMistakes(path, pattern, false))),
    ...(twice
      ? [{ path, what: `Two of its parts are both "${twice.role}".`, hint: 'Give one of the keys another name.' }]
      : []),
    ...(parts.some(({ pattern }) => pattern === RSA_KEY || randomBits(pattern) >= LEAST_BITS)
      ? []
      : [
          {
            path,
            what: 'Nothing in this file is a secret that is made anew for each run.',
            hint: 'Put "{rsa}" where a private key stands, "{24}" or "{32:hex}" where a secret does.',
          },
        ]),
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
