import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../errors.ts'
import type { Known } from './known.ts'
import { parseMatrix } from './parse.ts'

const known: Known = {
  folder: '/home/me',
  scenarios: ['azure-api-key', 'azure-env-api-key', 'openai-api-key'],
  groups: ['address'],
  gateways: ['apim-validate-jwt', 'apim-subscription-key', 'openai', 'bearer'],
  byName: ['bearer'],
  families: { npm: ['openai', 'anthropic', 'anthropic-foundry'], pypi: ['openai', 'anthropic'] },
  familyOf: (_, name) => (name === 'openai' ? 'openai' : undefined),
  fileExists: (path) => ['/home/me/own/mine.json', '/home/me/own/ours.ts'].includes(path),
}

const parse = (text: string) => parseMatrix(text, 'matrix.json', known)

const faultsOf = (text: string) => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof UserError) return error.faults
    throw error
  }
  return []
}

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/matrices/${name}`, import.meta.url), 'utf8')

const SDK = '{"id": "a", "registry": "npm", "package": "openai", "versions": ["5.17.0"]}'
const PYPI = '{"id": "b", "registry": "pypi", "package": "openai", "versions": ["2.33.0"]}'
const sdk = (text: string) => `{"sdks": [${text}]}`
const npmVersion = (selector: string) => sdk(SDK.replace('"5.17.0"', selector))
const pypiVersion = (selector: string) => sdk(PYPI.replace('"2.33.0"', selector))
const program = (text: string) => sdk(SDK.replace('"versions"', `"programs": {${text}}, "versions"`))
const withKey = (text: string) => `{"sdks": [${SDK}], ${text}}`

describe('a good file', () => {
  test('says everything that the format has', () => {
    const matrix = parse(fixture('every-key.json'))
    expect(matrix).toMatchObject({
      file: 'matrix.json',
      sdks: [
        {
          ...{ id: 'openai-node', family: 'openai', resolve: 'today', include: ['deprecated', 'prerelease'] },
          programs: [
            { id: 'charge', argv: ['node', 'probes/charge.mjs', 'two words'], cwd: '/home/me' },
            { id: 'refund', argv: ['node', 'probes/refund.mjs'], cwd: '/home/me', timeoutMs: 500 },
          ],
        },
        {
          ...{ id: 'fork', family: 'openai', resolve: 'release-day', include: ['yanked'] },
          gateways: ['bearer', '/home/me/own/ours.ts'],
        },
      ],
      scenarios: ['azure-*', 'openai-api-key.async', '/home/me/own/mine.json'],
      gateways: ['apim-*', 'openai'],
      gatewaySettings: {
        subscriptionKeyField: 'Ocp-Apim-Subscription-Key',
        badTokenBesideKey: 'refuse',
        keyAsBearer: 'no',
      },
      failOn: 'auth',
      timeoutMs: 5000,
    })
    expect(matrix.accepted.map(({ until }) => until)).toEqual(['2028-02-29', undefined])
    expect(matrix.accepted.map(({ owner }) => owner)).toEqual([undefined, 'team-gateway'])
    expect(matrix.severities).toMatchObject([{ match: { name: 'x-*' }, severity: 'auth' }, { severity: 'behaviour' }])
    expect(matrix).not.toHaveProperty('$schema')
  })

  test('a program that serves several scenarios is one for each', () => {
    const text = program('"api": {"run": "node api.mjs", "scenarios": ["charge", "refund"], "env": {"A": "b"}}')
    expect(parse(text.replaceAll('§', '')).sdks[0]?.programs).toMatchObject([
      { id: 'api.charge', scenario: 'charge', argv: ['node', 'api.mjs'], env: { A: 'b' } },
      { id: 'api.refund', scenario: 'refund' },
    ])
  })

  test('credentials of its own are known to programs', () => {
    const env = '"charge": {"run": "node a", "env": {"USER": {"credential": "account.user"}}}'
    const own =
      '"credentials": {"account": {"basic": {"user": "AC{32:hex}", "password": "{32}"}}, "key": "sk_test_{24}"}'
    const text = program(env).replace(/}$/, `, ${own}}`)
    expect(parse(text).credentials).toMatchObject({ key: 'sk_test_{24}' })
  })

  test('names gateway files from its own folder', () => {
    expect(parse(withKey('"gateways": ["apim-*", "./own/ours.ts"]')).gateways).toEqual([
      'apim-*',
      '/home/me/own/ours.ts',
    ])
  })

  test('needs no more than its SDKs: the scenarios that find most, all gateways, breaking, half a minute', () => {
    const { sdks: _, ...rest } = parse(`{"sdks": [${SDK}]}`)
    expect(rest).toEqual({
      file: 'matrix.json',
      families: [],
      scenarios: ['@default'],
      gateways: ['*'],
      accepted: [],
      severities: [],
      failOn: 'breaking',
      timeoutMs: 30_000,
    })
  })

  test('may start with a byte order mark', () => expect(parse(`\uFEFF{"sdks": [${SDK}]}`).sdks).toHaveLength(1))

  test.each([
    '"^5.17.0"',
    '"=5.17.0"',
    '"next"',
    '"5.0.0 - 5.3.0"',
    '"5"',
    '{"range": "5.17.0", "keep": "all"}',
    '{"keep": "adaptive"}',
    '{"newest": 10}',
    '{"range": ">=5 <6", "spread": 12}',
  ])('takes %s on npm', (selector) => expect(faultsOf(npmVersion(selector))).toEqual([]))
  test.each([
    '"latest"',
    '"==2.33"',
    '"2.33rc1"',
    '">=2,!=2.33.0"',
    '{"range": "~=2.33", "keep": "newest-per-major"}',
  ])('takes %s on PyPI', (selector) => expect(faultsOf(pypiVersion(selector))).toEqual([]))
})

describe('a broken file', () => {
  // "§" marks the place that the fault must name.
  test.each<[name: string, text: string, what: string, hint?: string]>([
    ['nothing in it', '§', 'Not valid JSON: a value was expected'],
    ['a list', '§[]', 'the file is []', 'an object such as { "sdks": […] }'],
    ['no comma', `{"sdks": [${SDK}]\n §"failOn": "auth"}`, 'a "," was expected'],
    ['a bare word', withKey('"failOn": §auth'), 'at `auth`', 'double quotes'],
    ['brackets without end', `{"sdks": ${'['.repeat(499)}§${'['.repeat(100_000)}`, 'more than 500 brackets are open'],
    ['no SDKs', '§{}', 'the file has no "sdks"', 'a list of SDKs'],
    ['an empty list of SDKs', '{"sdks": §[]}', 'sdks is []', 'at least one SDK'],
    ['an SDK as text', '{"sdks": [§"openai"]}', 'sdks[0] is "openai"', 'an SDK such as'],
    [
      'no registry',
      sdk('§{"id": "a", "package": "openai", "versions": ["5.17.0"]}'),
      'sdks[0] has no "registry"',
      '"npm", "pypi"',
    ],
    ['an unknown registry', sdk(SDK.replace('"npm"', '§"nmp"')), 'sdks[0].registry is "nmp"', '"npm", "pypi"'],
    ['an id with a blank', sdk(SDK.replace('"a"', '§"my sdk"')), 'sdks[0].id is "my sdk"', 'letters'],
    ['an id twice', sdk(`${SDK},\n${PYPI.replace('"b"', '§"a"')}`), 'The id "a" is already that of sdks[0]'],
    [
      'a key of the file misspelled',
      withKey('§"scenarois": ["*"]'),
      '"scenarois" is not a key of the file',
      'Did you mean "scenarios"?',
    ],
    [
      'a key of an SDK misspelled',
      sdk(SDK.replace('"versions"', '§"versoins": [], "versions"')),
      '"versoins" is not a key of sdks[0]',
      'Did you mean "versions"?',
    ],
    [
      'a key of a rule misspelled',
      npmVersion('{"range": "5.x", §"kep": "newest", "keep": "all"}'),
      '"kep" is not a key of sdks[0].versions[0]',
      'Did you mean "keep"?',
    ],
    ['a key twice', withKey('"failOn": "auth", §"failOn": "never"'), 'The key "failOn" stands here a second time'],
    ['no versions', sdk(SDK.replace('["5.17.0"]', '§[]')), 'sdks[0].versions is []', 'at least one version'],
    ['a version as number', npmVersion('§5.17'), 'sdks[0].versions[0] is 5.17', 'a version, a range or a tag'],
    ['an empty version', npmVersion('§""'), 'sdks[0].versions[0] is ""', 'a version, a range or a tag'],
    [
      'an unknown rule',
      npmVersion('{"range": "5.x", "keep": §"newst"}'),
      'sdks[0].versions[0].keep is "newst"',
      '"newest"',
    ],
    [
      'a rule of two kinds',
      npmVersion('{"keep": "all", §"newest": 3}'),
      '"newest" is not a key',
      'Known keys: range, keep',
    ],
    ['none of the newest', npmVersion('{"newest": §0}'), 'sdks[0].versions[0].newest is 0', 'at least 1'],
    ['a spread without its ends', npmVersion('{"spread": §1}'), 'sdks[0].versions[0].spread is 1', 'at least 2'],
    ['a rule without keep', npmVersion('§{"range": "5.x"}'), 'sdks[0].versions[0] has no "keep"', '"newest-per-minor"'],
    ['half a semver range', npmVersion('§">=5.17.0 <"'), '">=5.17.0 <" selects no version on npm', 'a semver range'],
    [
      'a PEP 440 specifier on npm',
      npmVersion('{"range": §">=5,<6", "keep": "all"}'),
      '">=5,<6" selects no version on npm',
      'a semver range',
    ],
    [
      'a tag where a range belongs',
      npmVersion('{"range": §"latest", "keep": "all"}'),
      '"latest" selects no version on npm',
    ],
    [
      'a semver range on PyPI',
      pypiVersion('§"^2.33.0"'),
      '"^2.33.0" selects no version on PyPI',
      'a PEP 440 specifier',
    ],
    ['a tag on PyPI', pypiVersion('§"next"'), '"next" selects no version on PyPI', '"latest"'],
    [
      'an unknown package',
      sdk(SDK.replace('"openai"', '§"opneai"')),
      'No family knows the npm package "opneai"',
      'Did you mean "openai"?',
    ],
    [
      'a package that leaves its folder',
      sdk(SDK.replace('"openai"', '§"../openai"')),
      '"../openai" is no package name on npm',
    ],
    [
      'an unknown family',
      sdk(SDK.replace('"versions"', '"family": §"anthropics", "versions"')),
      'There is no family "anthropics"',
      'Did you mean "anthropic"?',
    ],
    [
      'the SDK beside itself',
      sdk(SDK.replace('"versions"', '"with": {§"openai": "5.18.0"}, "versions"')),
      'openai is the SDK itself: it cannot stand beside itself.',
      'Its versions are listed under "versions".',
    ],
    [
      'a package beside it at what is no version',
      sdk(SDK.replace('"versions"', '"with": {"zod": §"a b c"}, "versions"')),
      '"a b c" selects no version on npm.',
      'Expected a version',
    ],
    [
      'a build beside it',
      sdk(SDK.replace('"versions"', '"with": {"zod": §"./zod"}, "versions"')),
      '"./zod" is no version on npm.',
      'Only published packages stand beside an SDK.',
    ],
    [
      'a family that this registry does not have',
      sdk(PYPI.replace('"versions"', '"family": §"anthropic-foundry", "versions"')),
      'There is no family "anthropic-foundry" on PyPI',
      'Known families: anthropic, openai',
    ],
    [
      'an unknown scenario',
      withKey('"scenarios": ["*", §"azure-api-kye"]'),
      'There is no scenario "azure-api-kye"',
      'Did you mean "azure-api-key"?',
    ],
    [
      'an unknown variant',
      withKey('"scenarios": [§"azure-api-key.sync"]'),
      'There is no scenario "azure-api-key.sync"',
    ],
    [
      'a program among the scenarios',
      `{"sdks": [{"id": "a", "registry": "npm", "package": "x", "versions": ["1.0.0"], "programs": {"chat": "node a.mjs"}}], "scenarios": [§"chat"]}`,
      '"chat" is a program: it runs whatever stands here',
      '"scenarios": [] measures programs alone',
    ],
    [
      'neither a scenario nor a program',
      withKey('"scenarios": §[]'),
      'scenarios is [], and no SDK has programs',
      '["@default"] takes those that find most',
    ],
    [
      'a glob without match',
      withKey('"scenarios": [§"foundry-*"]'),
      'The glob "foundry-*" matches no scenario',
      'Known scenarios: azure-api-key',
    ],
    [
      'a scenario file that is not there',
      withKey('"scenarios": [§"./own/yours.json"]'),
      'There is no scenario file "./own/yours.json"',
      '/home/me/own/yours.json',
    ],
    [
      'an unknown gateway',
      withKey('"gateways": [§"apim-validate-jwd"]'),
      'There is no gateway "apim-validate-jwd"',
      'Did you mean "apim-validate-jwt"?',
    ],
    [
      'a gateway file that is not there',
      withKey('"gateways": ["openai", §"./own/our.ts"]'),
      'There is no gateway file "./own/our.ts"',
      'Looked for /home/me/own/our.ts.',
    ],
    [
      'an unknown gateway of one SDK',
      `{"sdks": [${SDK.replace('}', ', "gateways": [§"apim-validate-jwd"]}')}]}`,
      'There is no gateway "apim-validate-jwd"',
      'Did you mean "apim-validate-jwt"?',
    ],
    [
      'a glob that fits only what is taken by name',
      withKey('"gateways": [§"bea*"]'),
      'The glob "bea*" matches no gateway',
      'Known gateways',
    ],
    [
      'a glob over gateway files',
      withKey('"gateways": [§"./own/*.ts"]'),
      'There is no gateway file "./own/*.ts"',
      'A path names one file; globs work over ids.',
    ],
    [
      'a setting of a gateway that no header field is called',
      withKey('"gatewaySettings": {"subscriptionKeyField": §"x api key"}'),
      '"x api key"',
      'Ocp-Apim-Subscription-Key',
    ],
    ['a program with an empty command', program('"charge": §""'), 'sdks[0].programs.charge is ""', '"node smoke.mjs"'],
    ['a program of blanks', program('"charge": §" "'), '" " names no program', '"node smoke.mjs"'],
    ['a program of no words', program('"charge": {"run": §[]}'), 'sdks[0].programs.charge.run is []', '["node"'],
    ['a program with an empty name', program('"charge": {"run": §["", "a"]}'), '["","a"] names no program'],
    ['a program as a number', program('"charge": §1'), 'sdks[0].programs.charge is 1', '"node smoke.mjs"'],
    ['a program as a list', program('"charge": §["node"]'), 'sdks[0].programs.charge is ["node"]', '{ "run": …'],
    ['a program without its command', program('"charge": §{"timeout": 1}'), 'sdks[0].programs.charge has no "run"'],
    ['an open quote', program('"charge": §"node \'a"'), 'is not closed', 'as a list'],
    ['work for a shell', program('"charge": §"node a && node b"'), 'needs a shell', '["sh", "-c", "…"]'],
    [
      'a key of a program misspelled',
      program('"charge": {"run": "node a", §"timout": 1}'),
      '"timout" is not a key of sdks[0].programs.charge',
      'Did you mean "timeout"?',
    ],
    ['no time for a program', program('"charge": {"run": "node a", "timeout": §0}'), 'timeout is 0', 'more than 0'],
    [
      'a credential that nobody has',
      program('"charge": {"run": "node a", "env": {"KEY": {"credential": §"api_key"}}}'),
      'There is no credential "api_key"',
      'Did you mean "api-key"?',
    ],
    [
      'a variable of ours',
      program('"charge": {"run": "node a", "env": {§"NODE_OPTIONS": "-r x"}}'),
      'NODE_OPTIONS is set by sdkdrift',
    ],
    [
      'a severity of every change there is',
      withKey('"severities": [{"match": §{}, "severity": "auth", "reason": "b"}]'),
      'change the severity of every change there is',
      'at least one of rule, kind, name, host',
    ],
    [
      'a severity that there is not',
      withKey('"severities": [{"match": {"name": "a"}, "severity": §"none", "reason": "b"}]'),
      'severities[0].severity is "none"',
      '"telemetry"',
    ],
    [
      'a severity without a reason',
      withKey('"severities": [§{"match": {"name": "a"}, "severity": "auth"}]'),
      'severities[0] has no "reason"',
    ],
    [
      'a rule that there is not',
      withKey('"severities": [{"match": {"rule": §"other"}, "severity": "auth", "reason": "b"}]'),
      'severities[0].match.rule is "other"',
      '"other-field"',
    ],
    [
      'a key of a match misspelled',
      withKey('"severities": [{"match": {§"nmae": "a"}, "severity": "auth", "reason": "b"}]'),
      '"nmae" is not a key of severities[0].match',
      'Did you mean "name"?',
    ],
    [
      'a leak that is waved through without saying which',
      withKey(
        '"severities": [{"match": §{"rule": "credential-leaked", "name": "api-key", "host": "*.acme.com"}, "severity": "auth", "reason": "b"}]',
      ),
      'is lowered only by naming it exactly',
      '"host", "sdk" without "*"',
    ],
    ['a credential called as a usual one', withKey('"credentials": {§"api-key": "{24}"}'), 'every run has'],
    ['a credential called as what is none', withKey('"credentials": {§"uuid": "{24}"}'), 'stands for something else'],
    ['a credential with a blank', withKey('"credentials": {§"my key": "{24}"}'), '"my key" is no id', 'lower-case'],
    [
      'a credential that is no secret',
      withKey('"credentials": {"key": §"sk_test_{4}"}'),
      'nearly the same in every run',
    ],
    ['a credential that is fixed', withKey('"credentials": {"key": §"sk_test"}'), 'is the same in every run'],
    ['a hole without an alphabet', withKey('"credentials": {"key": §"{24:z-a}"}'), '"{24:z-a}" has no alphabet'],
    [
      'a colon in a user name',
      withKey('"credentials": {"account": {"basic": {"user": §"a:b{9}", "password": "{32}"}}}'),
      'holds no ":"',
    ],
    [
      'a file without a secret',
      withKey('"credentials": {"google": {"file": §{"type": "service_account", "id": "{4}"}}}'),
      'Nothing in this file is a secret',
      '"{rsa}"',
    ],
    [
      'a hole of a file without an alphabet',
      withKey('"credentials": {"g": {"file": §"{rsa} {24:z-a}"}}'),
      'no alphabet',
    ],
    [
      'two parts of a file by one name',
      withKey('"credentials": {"g": {"file": §{"a_b": "{24}", "a-b": "{24}"}}}'),
      'Two of its parts are both "g.a-b"',
    ],
    ['a file that is none', withKey('"credentials": {"g": {"file": §5}}'), 'credentials.g.file is 5', 'an object'],
    ['a form that there is not', withKey('"credentials": {"g": {§"fil": "{24}"}}'), '"fil" is not a key', '"file"'],
    ['an id of a program with a blank', program('§"my charge": "node a"'), '"my charge" is no id', 'letters'],
    ['a program called as a scenario', program('§"azure-api-key.async": "node a"'), 'is the id of a scenario'],
    [
      'a scenario of a program called as a scenario is',
      program('§"azure-api-key": {"run": "node a", "scenarios": ["async"]}'),
      'is the id of a scenario',
    ],
    ['a program called as a command is', program('§"your-command": "node a"'), 'a command behind -- is called'],
    [
      'a program twice',
      program('"charge": "node a", §"charge": "node b"'),
      'The key "charge" stands here a second time',
    ],
    ['a bar that is none', withKey('"failOn": §"braking"'), 'failOn is "braking"', '"breaking"'],
    ['a time with its unit', withKey('"timeoutMs": §"30s"'), 'timeoutMs is "30s"', 'a whole number of milliseconds'],
    ['no time at all', withKey('"timeoutMs": §0'), 'timeoutMs is 0', 'at least 1 millisecond'],
    [
      'a day that does not exist',
      withKey('"accepted": [{"finding": "f", "reason": "r", "until": §"2027-02-29"}]'),
      'accepted[0].until is "2027-02-29"',
      'a day that exists',
    ],
    [
      'an issue that is no address',
      withKey('"accepted": [{"finding": "f", "reason": "r", "issue": §"#1633"}]'),
      'accepted[0].issue is "#1633"',
      'a web address',
    ],
    ['an acceptance without reason', withKey('"accepted": [§{"finding": "f"}]'), 'accepted[0] has no "reason"'],
    [
      'an acceptance of everything',
      withKey('"accepted": [§{"reason": "r"}]'),
      'This would accept every change there is',
      'finding, sdk',
    ],
    [
      'an acceptance of an unknown SDK',
      withKey('"accepted": [{"sdk": §"ab", "reason": "r"}]'),
      'No SDK in this file has the id "ab"',
      'Did you mean "a"?',
    ],
    [
      'an acceptance from no version',
      withKey('"accepted": [{"sdk": "a", "from": §"five", "reason": "r"}]'),
      '"five" is neither a version nor a range',
      'a semver range',
    ],
  ])('with %s', (_, text, what, hint = '') => {
    const before = text.slice(0, text.indexOf('§')).split('\n')
    const faults = faultsOf(text.replace('§', ''))
    expect(faults.map(({ where }) => where)).toEqual([
      `matrix.json:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`,
    ])
    expect(faults[0]?.what).toContain(what)
    expect(`${faults[0]?.what} ${faults[0]?.hint}`).toContain(hint)
  })

  test('is told all its faults at once, in the order of the file', () => {
    expect(faultsOf(fixture('many-faults.json')).map(({ what, where }) => `${where} ${what}`)).toMatchInlineSnapshot(`
      [
        "matrix.json:5:19 sdks[0].registry is "pipy".",
        "matrix.json:9:5 sdks[1] has no "versions".",
        "matrix.json:10:13 The id "openai-python" is already that of sdks[0].",
        "matrix.json:12:18 No family knows the npm package "opneai".",
        "matrix.json:13:7 "verions" is not a key of sdks[1].",
        "matrix.json:16:17 There is no scenario "azure-api-kye".",
        "matrix.json:17:13 failOn is "braking".",
        "matrix.json:18:16 timeoutMs is "30s".",
      ]
    `)
  })

  test('keeps what can be said beside a syntax error, and claims nothing missing after it', () => {
    const faults = faultsOf(`{"failOn": "braking",\n "sdks": [{"id": "a",`)
    expect(faults.map(({ where }) => where)).toEqual(['matrix.json:2:22', 'matrix.json:1:12'])
  })
})
