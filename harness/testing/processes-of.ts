import { readdirSync, readFileSync } from 'node:fs'

/** The commands of all processes that name a folder, or have it in their environment (Linux; none elsewhere). */
export const processesOf = (folder: string): readonly string[] =>
  idsOfProcesses().flatMap((id) => {
    if (Number(id) === process.pid) return []
    const [command, environment] = [textAt(`/proc/${id}/cmdline`), textAt(`/proc/${id}/environ`)]
    return command.includes(folder) || environment.includes(folder) ? [command.replaceAll('\0', ' ').trim()] : []
  })

const idsOfProcesses = (): readonly string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

/** '' when it is gone by now, or another user's. */
const textAt = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
