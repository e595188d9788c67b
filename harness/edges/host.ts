import type { Runtime } from '../model/runtime.ts'

/** The machine that packages are installed for. */
export type Host = {
  readonly os: string
  readonly arch: string
  /** null where the question does not arise (not Linux). */
  readonly libc: 'gnu' | 'musl' | null
}

/** The Node this program runs on; npm SDKs are measured with it. */
export const ownNode = (): Runtime => ({ name: 'node', version: process.versions.node, path: process.execPath })

export const ownHost = (): Host => ({
  os: process.platform,
  arch: process.arch,
  libc: process.platform === 'linux' ? libc() : null,
})

/** glibc's builds of Node name it in their report; musl's leave it out. */
const libc = (): 'gnu' | 'musl' => {
  // Without this the report looks up the names of all network peers, which can take seconds.
  Object.assign(process.report, { excludeNetwork: true })
  const report: unknown = process.report.getReport()
  const header = typeof report === 'object' && report !== null && 'header' in report ? report.header : null
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header ? 'gnu' : 'musl'
}
