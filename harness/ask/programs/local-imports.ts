import { posix } from 'node:path'

/** What a source file loads from the project beside it. */
export type LocalImports = {
  /**
   * For each thing it loads, the paths (seen from the file's folder, `/` between) at which that may lie; the first that
   * exists is it, and none when it is not the project's.
   */
  readonly candidates: readonly (readonly string[])[]
  /** It loads something by a name that it computes: what that is, nobody can read from its text. */
  readonly computed: boolean
}

const NONE: LocalImports = { candidates: [], computed: false }

/**
 * Reads what a JavaScript, TypeScript or Python file loads, by the form of its statements: one that stands in a comment is
 * taken for one too, which costs a file more and no truth.
 * @param name of the file: its extension tells the language; any other loads nothing
 * @param root where Python looks names up, seen from the file's folder: the folder of the script that was started
 */
export const localImports = (text: string, name: string, root = '.'): LocalImports => {
  if (/\.[cm]?[jt]sx?$/.test(name)) return ofScript(text)
  return name.endsWith('.py') ? ofPython(text, root) : NONE
}

const STATIC = /\b(?:import|export)\b[^'"`;]*?['"](\.{1,2}\/[^'"]+|\.{1,2})['"]/g
const CALLED = /\b(?:import|require(?:\.resolve)?)\s*\(\s*(?:['"`]([^'"`$]*)['"`]\s*[,)]|(?!\s*\)))/g

const ofScript = (text: string): LocalImports => {
  const called = [...text.matchAll(CALLED)]
  const paths = [
    ...[...text.matchAll(STATIC)].map(([, path]) => path),
    ...called.map(([, path]) => path).filter((path) => path?.startsWith('.')),
  ].flatMap((path) => path ?? [])
  return {
    candidates: [...new Set(paths)].map(scriptPaths),
    // `#lib/x` is what package.json says it is.
    computed: called.some(([, path]) => path === undefined) || MAPPED.test(text),
  }
}

const MAPPED = /\b(?:import|export|require)\b[^'"`;]*?['"]#/

const EXTENSIONS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json']

/** As runners of TypeScript look: `./x.js` may be written `./x.ts`, and a folder's is its index. */
const scriptPaths = (path: string): readonly string[] => [
  path,
  ...(/\.[cm]?jsx?$/.test(path) ? [path.replace(/js(x?)$/, 'ts$1')] : []),
  ...EXTENSIONS.map((extension) => path + extension),
  ...EXTENSIONS.map((extension) => posix.join(path, `index${extension}`)),
]

const FROM = /^[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)/gm
const IMPORT = /^[ \t]*import[ \t]+([\w., \t]+)/gm
const BY_NAME = /\b(?:import_module|__import__|run_path|run_module|exec)\s*\(/

const ofPython = (text: string, root: string): LocalImports => {
  const found: (readonly string[])[] = []
  const add = (folder: string, dotted: string): void => {
    const parts = dotted.split('.').filter(Boolean)
    // Each package on the way is run too.
    for (let end = 1; end <= parts.length; end++) {
      const path = posix.join(folder, ...parts.slice(0, end))
      found.push([`${path}.py`, `${path}/__init__.py`])
    }
  }
  for (const [, dots = '', from = '', names = ''] of text.matchAll(FROM)) {
    const folder = dots === '' ? root : posix.join('.', ...Array.from({ length: dots.length - 1 }, () => '..'))
    if (from !== '') add(folder, from)
    for (const name of names
      .replaceAll(/[()\s]/g, ' ')
      .split(',')
      .filter((one) => one.trim() !== ''))
      add(folder, [from, name.trim().split(' ')[0] ?? ''].filter((part) => part !== '' && part !== '*').join('.'))
  }
  for (const [, names = ''] of text.matchAll(IMPORT))
    for (const name of names.split(',')) add(root, name.trim().split(/[ \t]/)[0] ?? '')
  return { candidates: found, computed: BY_NAME.test(text) }
}
