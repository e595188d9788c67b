import { literally } from '../../../model/pattern.ts'
import type { Ask, ReadManifest } from '../reading.ts'
import { readToml, string, table, tomlLines } from '../toml-text.ts'
import { readRequirement } from './requirement.ts'

/** Tables of a Pipfile that hold no packages. https://pipenv.pypa.io/en/latest/pipfile.html */
const NOT_PACKAGES = ['source', 'requires', 'pipenv', 'scripts']

export const readPipfile: ReadManifest = (file, source, wanted) => {
  const toml = readToml(file, source)
  if ('fault' in toml) return { asks: [], faults: [toml.fault] }
  const lines = tomlLines(source)
  const asks = Object.entries(toml.root)
    .filter(([name]) => !NOT_PACKAGES.includes(name))
    .flatMap(([home, entries]) =>
      Object.entries(table(entries)).flatMap(([name, value]): readonly Ask[] => {
        const known = wanted(name)
        if (known === undefined) return []
        const { version = '*', git, path, file: archive } = table(value)
        const elsewhere = [git, path, archive].find((place) => typeof place === 'string')
        const text = string(value) ?? string(version) ?? '*'
        const range =
          elsewhere === undefined ? (readRequirement(`x${text === '*' ? '' : text}`)?.range ?? text) : `@ ${elsewhere}`
        const line = lines.next(new RegExp(`(^\\s*|\\.)["']?${literally(name)}["']?\\s*[=\\]]`), home)
        const group = home === 'packages' ? 'dependencies' : home === 'dev-packages' ? 'dev' : 'optional'
        return [{ package: known, key: known, range, spec: range, group, line, pinned: null }]
      }),
    )
  return { asks, faults: [] }
}
