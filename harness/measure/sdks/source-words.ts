import type { KeyPair } from '../../model/certificate.ts'
import type { ModuleForm } from '../../model/recipe.ts'
import type { Language } from '../../model/runtime.ts'
import type { FieldsAs, FileAs, OwnTransport } from '../../model/scenario.ts'

/** The default export has no name of its own. */
export const named = (client: string): string => (client === 'default' ? 'createClient' : client)

export type Words = {
  readonly make: string
  readonly waiting: string
  readonly words: Readonly<Record<'true' | 'false' | 'null', string>>
  /** @param changes another value takes the name later */
  readonly bind: (name: string, changes: boolean) => string
  /** What is named no more is collected. */
  readonly collect: (use: (module: string, word: string) => string) => readonly string[]
  readonly importing: Readonly<
    Record<ModuleForm, (module: string, client: string, modules: readonly string[]) => string>
  >
  /** A module as a whole, under a name. */
  readonly importingAll: Words['importing']
  /** What a module that was imported as a whole is called. */
  readonly wholly: (module: string, name: string) => string
  readonly comment: (text: string) => string
  readonly env: (name: string, value: string) => string
  readonly provider: (name: string, value: string) => string
  readonly object: (entries: string) => string
  /** An object that hands out tokens. */
  readonly tokens: (token: string, use: (module: string, word: string) => string) => string
  readonly key: (name: string) => string
  readonly loop: (times: number, body: string) => string
  /** As often at once. */
  readonly atOnce: (times: number, call: string) => string
  readonly drain: (stream: string) => string
  /** A class that extends another and gives one member anew. */
  readonly extend: (
    name: string,
    base: string,
    member: string,
    as: 'method' | 'property' | 'later',
    value: string,
  ) => string
  /** The answer is read in a context. */
  readonly enter: (context: string) => string
  /** A connection is opened, and closed again. */
  readonly connect: (connection: string) => string
  readonly nothing: string
  readonly file: (file: FileWords, use: (module: string, word: string) => string) => string
  readonly fields: Readonly<Record<FieldsAs, (fields: string) => string>>
  readonly transport: (
    kind: OwnTransport,
    told: { readonly authorization: string; readonly proxy: string; readonly certificate?: KeyPair },
    use: (module: string, word: string) => string,
  ) => string
}

export type FileWords = { readonly name: string; readonly text: string; readonly as: FileAs | 'content' }

const javascript: Words = {
  make: 'new ',
  waiting: 'await ',
  words: { true: 'true', false: 'false', null: 'null' },
  bind: (name, changes) => `${changes ? 'let' : 'const'} ${name} = `,
  collect: () => [],
  importing: {
    import: (module, client) =>
      client === 'default'
        ? `import ${named(client)} from ${quote(module)}`
        : `import { ${client} } from ${quote(module)}`,
    require: (module, client) =>
      client === 'default'
        ? `const ${named(client)} = require(${quote(module)}).default`
        : `const { ${client} } = require(${quote(module)})`,
  },
  importingAll: {
    import: (module, name) => `import * as ${name} from ${quote(module)}`,
    require: (module, name) => `const ${name} = require(${quote(module)})`,
  },
  wholly: (_, name) => name,
  comment: (text) => `// ${text}`,
  env: (name, value) => `process.env.${name} = ${value}`,
  provider: (name, value) => `const ${name} = async () => ${value} // another one at each call`,
  object: (entries) => `{ ${entries} }`,
  tokens: (token) => `{ getToken: async () => ({ token: ${quote(token)}, expiresOnTimestamp: Date.now() + 3600000 }) }`,
  key: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name)),
  loop: (times, body) => `for (let i = 0; i < ${times}; i++) ${body}`,
  atOnce: (times, call) => `await Promise.all(Array.from({ length: ${times} }, () => ${call}))`,
  drain: (stream) => `for await (const _ of ${stream}) {}`,
  extend: (name, base, member, as, value) =>
    `class ${name} extends ${base} { ${{ property: 'get ', later: 'async ', method: '' }[as]}${member}() { return ${value} } }`,
  enter: (context) => `await ${context}`,
  connect: (connection) =>
    `const connection = ${connection.startsWith('new ') ? '' : 'await '}${connection}\nconnection.socket.addEventListener('open', () => connection.close())`,
  nothing: 'undefined',
  file: ({ name, text, as }, use) => {
    if (as === 'content') return `new TextEncoder().encode(${quote(text)})`
    return as === 'bytes'
      ? `new File([${quote(text)}], ${quote(name)})`
      : `${use('node:fs', 'createReadStream')}(${quote(name)})`
  },
  fields: {
    headers: (fields) => `new Headers(${fields})`,
    pairs: (fields) => `Object.entries(${fields})`,
    map: (fields) => `new Map(Object.entries(${fields}))`,
  },
  transport: (kind, { authorization, proxy, certificate }, use) =>
    `(url, init) => ${kind === 'proxied' || certificate ? use('undici', 'fetch') : 'fetch'}(url, ${
      {
        plain: certificate ? `{ ...init, dispatcher: ${showing(certificate, use)} }` : 'init',
        'copies-headers': '{ ...init, headers: new Headers(init.headers) }',
        'spreads-headers': '{ ...init, headers: { ...init.headers } }',
        'own-auth': `{ ...init, headers: withAuthorization(init.headers, ${authorization}) }`,
        'fails-once': 'failingOnce(init)',
        'own-defaults': 'withDefaults(init)',
        proxied: `{ ...init, dispatcher: new ${kind === 'proxied' ? use('undici', 'ProxyAgent') : ''}(${proxy}) }`,
      }[kind]
    })`,
}

const showing = ({ cert, key }: KeyPair, use: (module: string, word: string) => string): string =>
  `new ${use('undici', 'Agent')}({ connect: { cert: ${quote(cert)}, key: ${quote(key)} } })`

const importingPython = (module: string, client: string, modules: readonly string[]): string =>
  [...modules.map((name) => `import ${name}`), `from ${module} import ${client}`].join('\n')

const importingAllPython = (module: string, _: string, modules: readonly string[]): string =>
  [...new Set([...modules, module])].map((name) => `import ${name}`).join('\n')

const python = (isAsync: boolean): Words => ({
  make: '',
  waiting: isAsync ? 'await ' : '',
  words: { true: 'True', false: 'False', null: 'None' },
  bind: (name) => `${name} = `,
  collect: (use) => [`${use('gc', 'collect')}()`],
  importing: { import: importingPython, require: importingPython },
  importingAll: { import: importingAllPython, require: importingAllPython },
  wholly: (module) => module,
  comment: (text) => `# ${text}`,
  env: (name, value) => `os.environ[${quote(name)}] = ${value}`,
  provider: (name, value) => `${isAsync ? 'async ' : ''}def ${name}(): return ${value}  # another one at each call`,
  object: (entries) => `{${entries}}`,
  tokens: (token, use) =>
    `type('Tokens', (), {'get_token': lambda *_, **__: ${use('azure.core.credentials', 'AccessToken')}(${quote(token)}, 2**31)})()`,
  key: quote,
  loop: (times, body) => `for _ in range(${times}): ${body}`,
  atOnce: (times, call) =>
    isAsync
      ? `await asyncio.gather(*[${call} for _ in range(${times})])`
      : `with ThreadPoolExecutor() as pool: list(pool.map(lambda _: ${call}, range(${times})))`,
  drain: (stream) => `${isAsync ? 'async ' : ''}for _ in ${stream}: pass`,
  extend: (name, base, member, as, value) =>
    `class ${name}(${base}):\n${as === 'property' ? '  @property\n' : ''}  def ${member}(self): return ${value}`,
  enter: (context) =>
    `${isAsync ? 'async ' : ''}with ${context} as response: ${isAsync ? 'await ' : ''}response.read()`,
  connect: (connection) => `${isAsync ? 'async ' : ''}with ${connection} as connection: pass`,
  nothing: 'None',
  file: ({ name, text, as }, use) =>
    as === 'path'
      ? `${use('pathlib', 'Path')}(${quote(name)})`
      : {
          content: `b${quote(text)}`,
          bytes: `(${quote(name)}, b${quote(text)})`,
          stream: `open(${quote(name)}, 'rb')`,
          pipe: 'sys.stdin.buffer',
        }[as],
  fields: {
    headers: (fields) => `httpx.Headers(${fields})`,
    pairs: (fields) => `list(${fields}.items())`,
    map: (fields) => `types.MappingProxyType(${fields})`,
  },
  transport: (kind, { authorization, proxy, certificate }) => {
    const client = `httpx.${isAsync ? 'AsyncClient' : 'Client'}`
    return {
      plain: `${client}(${certificate ? `cert=(${quote(certificate.cert)}, ${quote(certificate.key)})` : ''})`,
      'copies-headers': `${client}(transport=CopiesHeaders())`,
      'spreads-headers': `${client}(transport=SpreadsHeaders())`,
      'fails-once': `${client}(transport=FailsOnce())`,
      'own-defaults': `${client}(base_url='http://elsewhere.invalid/own', headers={'x-own': 'default', 'accept': 'own/default', 'user-agent': 'own'}, params={'own': 'default'}, cookies={'own': 'default'}, timeout=9)`,
      'own-auth': `${client}(auth=lambda request: with_authorization(request, ${authorization}))`,
      proxied: `${client}(proxy=${proxy})`,
    }[kind]
  },
})

export const WORDS = {
  node: () => javascript,
  python,
} as const satisfies Record<Language, (isAsync: boolean) => Words>

export const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`
