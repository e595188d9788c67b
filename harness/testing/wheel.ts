import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { type Files, pythonModule, repositoryOf } from './package-files.ts'
import { type FakeRelease, spelledFor } from './releases.ts'

/** A wheel, ready to be served. The same release gives the same bytes. */
export type Wheel = { readonly filename: string; readonly bytes: Buffer; readonly metadata: string }

/** https://packaging.python.org/specifications/binary-distribution-format/ */
export const wheelOf = (release: FakeRelease): Wheel => {
  const stem = `${release.package.replaceAll('-', '_')}-${spelledFor('pypi', release.version)}`
  const info = `${stem}.dist-info`
  const metadata = metadataOf(release)
  const files: Files = {
    ...pythonModule(release),
    [`${info}/METADATA`]: metadata,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: sdkdrift-tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  }
  const record = [...Object.entries(files).map(recordLine), `${info}/RECORD,,`, ''].join('\n')
  const zipped = zipSync(
    Object.fromEntries(
      Object.entries({ ...files, [`${info}/RECORD`]: record }).map(([path, text]) => [path, strToU8(text)]),
    ),
    // Local time on purpose: that is what a ZIP's dates are, so every time zone writes the same.
    { mtime: new Date(2020, 0, 1) },
  )
  return { filename: `${stem}-py3-none-any.whl`, bytes: Buffer.from(zipped), metadata }
}

const metadataOf = (release: FakeRelease): string =>
  [
    'Metadata-Version: 2.1',
    `Name: ${release.package}`,
    `Version: ${spelledFor('pypi', release.version)}`,
    `Requires-Python: ${release.wants.pypi}`,
    `Project-URL: Repository, ${repositoryOf('pypi')}`,
    ...Object.entries(release.needs.pypi).map(([name, range]) => `Requires-Dist: ${name}${range}`),
    '',
    '',
  ].join('\n')

const recordLine = ([path, text]: [string, string]): string =>
  `${path},sha256=${createHash('sha256').update(text).digest('base64url')},${Buffer.byteLength(text)}`
