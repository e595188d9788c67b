import { isIPv4 } from 'node:net'
import type { PolicyDocument, PolicyElement, PolicyText } from '../../../model/policy-document.ts'

/** A request of the fuzz, as the plain model sees it. */
export type Caller = {
  readonly headers: Readonly<Record<string, string>>
  /** What stands in `Authorization`. */
  readonly token: 'none' | 'good' | 'bad'
}

/** What an expression comes to; `cannot`: nobody here knows, or C# would throw. */
type Known = (caller: Caller) => boolean | 'cannot'

const x =
  (test: (value: string) => boolean): Known =>
  ({ headers }) =>
    test(headers['x-a'] ?? '')

const H = 'context.Request.Headers.GetValueOrDefault("x-a", "")'
const CANNOT: Known = () => 'cannot'

/** Conditions, and what they come to; written down from the language's reference, not from what the gateway here does. */
export const CONDITIONS: readonly (readonly [string, Known])[] = [
  ['true', () => true],
  [`${H} == "a"`, x((value) => value === 'a')],
  [`${H} != "a"`, x((value) => value !== 'a')],
  [`${H}.Equals("A", StringComparison.OrdinalIgnoreCase)`, x((value) => value.toUpperCase() === 'A')],
  [`${H}.StartsWith("A", true, System.Globalization.CultureInfo.InvariantCulture)`, x((v) => /^a/i.test(v))],
  [`string.Compare(${H}, "A", true) == 0`, x((value) => value.toUpperCase() === 'A')],
  [`!context.Request.Headers.ContainsKey("x-a")`, ({ headers }) => headers['x-a'] === undefined],
  [`new [] { "a", "b" }.Contains(${H})`, x((value) => ['a', 'b'].includes(value))],
  [`Regex.IsMatch(${H}, "^[ab]$")`, x((value) => /^[ab]$/.test(value))],
  [`${H} is string`, () => true],
  [`((object)${H}).Equals("a")`, x((value) => value === 'a')],
  [`1.Equals(1) && ${H} == "b"`, x((value) => value === 'b')],
  [`object.Equals(${H}, "a")`, x((value) => value === 'a')],
  [`(string)JObject.Parse("{\\"a\\":\\"b\\"}")["a"] == ${H}`, x((value) => value === 'b')],
  [`JToken.DeepEquals(JToken.Parse("[1]"), JToken.Parse("[1]"))`, () => true],
  [`${H}.Split(',').Select(y => y.Trim()).Any(y => y == "b")`, x((v) => v.split(',').some((one) => one === 'b'))],
  [`${H}.IndexOf("a", StringComparison.Ordinal) >= 0`, x((value) => value.includes('a'))],
  [`context.Request.Certificate == null`, () => true],
  // Unlike types: C# compiles none of these, or compares two objects by reference.
  [`JObject.Parse("{\\"a\\":\\"b\\"}")["a"] == "b"`, CANNOT],
  [`JObject.Parse("{\\"a\\":\\"b\\"}")["a"] != ${H}`, CANNOT],
  [`1 == "1"`, CANNOT],
  [`${H} == 1`, CANNOT],
  [`${H} == 'a'`, CANNOT],
  [`true == "true"`, CANNOT],
  [`${H} as Unheard == null`, CANNOT],
  [`${H} is Unheard`, CANNOT],
  [`!(${H} is IUnheard)`, CANNOT],
  [`context.Nothing == null`, CANNOT],
  [`context.Request.Nothing?.Length > 1`, CANNOT],
  [`${H}.Nothing() == "a"`, CANNOT],
  [`new Unheard() == null`, CANNOT],
  [`Unheard.IsGood(${H})`, CANNOT],
  [`${H}.Substring(50) == "a"`, CANNOT],
  [`(bool)context.Variables["none"]`, CANNOT],
  [`${H}.Equals("a", 1)`, CANNOT],
  [`${H}.StartsWith("a", 1)`, CANNOT],
  [`Regex.IsMatch(${H}, "(a")`, CANNOT],
]

/** Texts, and what they come to. */
const TEXTS: readonly (readonly [string, string | 'cannot'])[] = [
  ['a', 'a'],
  ['b', 'b'],
  ['@("")', ''],
  ['@("a" + "")', 'a'],
  ['@((string)null)', ''],
  ['@(context.Variables.GetValueOrDefault("none", ""))', ''],
  ['@(context.Nothing)', 'cannot'],
  ['@(new Unheard().ToString())', 'cannot'],
]

const known = new Map(CONDITIONS.map(([source, value]) => [`@(${source})`, value]))
const texts = new Map(TEXTS)

type Random = (below: number) => number
const oneOf = <T>(list: readonly T[], random: Random): T => {
  const found = list[random(list.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

const refuse = (code: string): string => `<return-response><set-status code="${code}" /></return-response>`
const condition = (random: Random): string => `@(${oneOf(CONDITIONS, random)[0]})`.replaceAll('&', '&amp;')
const text = (random: Random): string => oneOf(TEXTS, random)[0]
const times = (most: number, random: Random, make: () => string): string =>
  Array.from({ length: random(most + 1) }, make).join('')

const POLICIES: readonly ((random: Random) => string)[] = [
  (random) =>
    `<check-header name="x-a" failed-check-httpcode="401" failed-check-error-message="no">${times(2, random, () => `<value>${text(random)}</value>`)}</check-header>`,
  (random) =>
    `<choose>${`<when condition="${condition(random)}">${oneOf(['', refuse('403')], random)}</when>`}<otherwise>${oneOf(['', refuse('401')], random)}</otherwise></choose>`,
  (random) => `<choose><when condition="${condition(random)}">${refuse('403')}</when></choose>`,
  (random) =>
    `<validate-jwt header-name="Authorization"><openid-config url="https://login.example/.well-known/openid-configuration" />${oneOf(['', `<audiences><audience>${text(random)}</audience></audiences>`], random)}</validate-jwt>`,
  (random) =>
    `<ip-filter action="${oneOf(['allow', 'forbid', '@("allow")', '@("forbid")', '@("")', '@(context.Nothing)'], random)}"><address>${oneOf(['127.0.0.1', '10.0.0.1', '@("")', '@("127.0.0.1")'], random)}</address></ip-filter>`,
  (random) => `<rate-limit calls="${1 + random(2)}" renewal-period="60" />`,
  (random) =>
    `<rate-limit-by-key calls="${oneOf(['5', '@(5)', '@("")', '@(context.Nothing)'], random)}" renewal-period="60" counter-key="k" />`,
  (random) => `<set-variable name="v" value="${oneOf(['1', '@(1 + 1)'], random)}" />`,
  (random) =>
    `<retry condition="@(false)" count="1" interval="1"><choose><when condition="${condition(random)}">${refuse('403')}</when></choose></retry>`,
]

/** A document of a few policies that refuse, some of which nobody can evaluate. */
export const someDocument = (random: Random): string =>
  `<policies><inbound>${Array.from({ length: 1 + random(4) }, () => oneOf(POLICIES, random)(random)).join('\n')}</inbound></policies>`

export const someCaller = (random: Random): Caller => {
  const value = oneOf([null, 'a', 'A', 'b', '', 'a,b'], random)
  return {
    headers: value === null ? {} : { 'x-a': value },
    token: oneOf(['none', 'good', 'bad'] as const, random),
  }
}

export type Plain = 'in' | 'out' | 'perhaps'

/**
 * What becomes of a request, told without the gateway: `out` when a policy refuses, or cannot be evaluated; `perhaps` from the
 * first that this model does not know. Deliberately nothing but a loop.
 */
export const plainAnswer = ({ inbound, backend, outbound }: PolicyDocument, caller: Caller): Plain => {
  const answer = through(inbound, caller)
  const isPlain = outbound.length === 0 && backend.map(({ name }) => name).join() === 'forward-request'
  return answer === 'in' && !isPlain ? 'perhaps' : answer
}

const through = (elements: readonly PolicyElement[], caller: Caller): Plain => {
  let sure = true
  for (const element of elements) {
    const one = answerOf(element, caller)
    if (one === 'out' || (one === 'perhaps' && !leavesAsItIs(element))) return one
    sure &&= one === 'in'
  }
  return sure ? 'in' : 'perhaps'
}

/** It neither answers nor changes what the model looks at: what follows is asked as if it were not there, or not at all. */
const leavesAsItIs = ({ name, attributes }: PolicyElement): boolean =>
  name === 'set-header'
    ? !['authorization', 'x-a', null].includes(literal(attributes['name'])?.trim().toLowerCase() ?? null)
    : HARMLESS.has(name)

const HARMLESS = new Set(
  `set-variable set-backend-service set-query-parameter rewrite-uri set-body trace emit-metric llm-emit-token-metric cors
  azure-openai-emit-token-metric rate-limit rate-limit-by-key quota quota-by-key llm-token-limit azure-openai-token-limit
  cache-lookup-value cache-store-value ip-filter check-header`.split(/\s+/),
)

const answerOf = (element: PolicyElement, caller: Caller): Plain => {
  const { name, children, attributes } = element
  if (name === 'check-header') return checked(element, caller)
  if (name === 'return-response') return statusOf(element) >= 400 ? 'out' : 'perhaps'
  if (name === 'set-variable') return attributes['value']?.kind === 'literal' ? 'in' : 'perhaps'
  if (name === 'choose') {
    for (const branch of children) {
      const test = branch.name === 'otherwise' ? true : truthIn(branch.attributes['condition'], caller)
      if (test === 'cannot') return 'out'
      if (test === 'perhaps') return 'perhaps'
      if (test) return through(branch.children, caller)
    }
    return 'in'
  }
  if (name === 'validate-jwt' || name === 'validate-azure-ad-token') {
    const field = literal(attributes['header-name']) ?? (attributes['header-name'] ? null : 'Authorization')
    const isElsewhere = attributes['token-value'] || attributes['query-parameter-name']
    return isElsewhere || field !== 'Authorization' || caller.token === 'good' ? 'perhaps' : 'out'
  }
  if (name === 'ip-filter') {
    const action = literal(attributes['action'])
    const [only, ...more] = children
    const address = literal(only?.text)
    if (more.length > 0 || action === null || only?.name !== 'address' || address === null || !isIPv4(address))
      return 'perhaps'
    return (action === 'allow') === (address === '127.0.0.1') ? 'in' : 'out'
  }
  return 'perhaps'
}

const statusOf = ({ children }: PolicyElement): number => {
  const [only, ...more] = children
  return only && more.length === 0 ? Number(literal(only.attributes['code']) ?? 0) : 0
}

const checked = ({ attributes, children }: PolicyElement, { headers }: Caller): Plain => {
  if (literal(attributes['name']) !== 'x-a' || attributes['ignore-case']) return 'perhaps'
  const sent = headers['x-a']
  if (sent === undefined) return 'out'
  const allowed = children.map(({ text: one }) => (one === null ? '' : (texts.get(source(one)) ?? null)))
  if (allowed.includes('cannot')) return 'out'
  if (allowed.includes(null)) return 'perhaps'
  return allowed.length === 0 || allowed.includes(sent) ? 'in' : 'out'
}

const source = (one: PolicyText): string => (one.kind === 'literal' ? one.text : one.source)
const literal = (one: PolicyText | null | undefined): string | null => (one?.kind === 'literal' ? one.text : null)

const truthIn = (one: PolicyText | undefined, caller: Caller): boolean | 'cannot' | 'perhaps' => {
  const value = one && known.get(source(one))
  return value ? value(caller) : 'perhaps'
}
