import { member, members, readJson, text } from '../json-text.ts'
import { type Copy, type ReadLock, unknownFormat, unread } from '../reading.ts'
import { forAll } from './toml-lock.ts'

/** `Pipfile.lock`: a pin for each package and category. */
export const readPipfileLock: ReadLock = (file, source, wanted) => {
  const json = readJson(file, source)
  if ('fault' in json) return unread(json.fault)
  const format = member(member(json.root, '_meta'), 'pipfile-spec')
  if (format?.value !== 6) return unknownFormat(file, format ? json.lineOf(format) : 1, format?.value, 'version 6')
  const copies = members(json.root)
    .filter(({ key }) => key !== '_meta')
    .flatMap(({ value: category }) =>
      members(category).flatMap(({ key, at, value }): readonly Copy[] => {
        const name = wanted(key)
        const version = text(member(value, 'version'))?.replace(/^={2,3}/, '')
        return name === undefined || version === undefined
          ? []
          : [{ package: name, version, line: json.lineOf(at), serves: forAll, dependents: null }]
      }),
    )
  return { copies, members: null, faults: [] }
}
