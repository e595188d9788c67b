import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Those of this machine that are 3.8 or newer (the first with audit hooks), oldest first, one for each minor version: `3.11` and where it lies. */
export const pythonsHere = (): readonly { readonly minor: string; readonly path: string }[] => {
  // biome-ignore lint/style/noProcessEnv: where Pythons are is this machine's to say.
  const { PATH = '', HOME = '/' } = process.env
  const pyenv = join(HOME, '.pyenv', 'versions')
  const candidates = [
    ...PATH.split(':').flatMap((dir) =>
      ['', '.8', '.9', '.10', '.11', '.12', '.13', '.14'].map((end) => join(dir, `python3${end}`)),
    ),
    ...namesIn(pyenv).map((name) => join(pyenv, name, 'bin', 'python3')),
  ]
  const found = new Map<string, string>()
  for (const path of candidates) {
    const { status, stdout } = spawnSync(path, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
      encoding: 'utf8',
    })
    const minor = status === 0 ? stdout.trim() : ''
    if (/^3\.(?:[89]|\d\d)$/.test(minor) && !found.has(minor)) found.set(minor, path)
  }
  return [...found].map(([minor, path]) => ({ minor, path })).toSorted((a, b) => numberOf(a.minor) - numberOf(b.minor))
}

const numberOf = (minor: string): number => Number(minor.split('.')[1])

const namesIn = (dir: string): readonly string[] => {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}
