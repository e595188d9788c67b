import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An issue as the fake keeps it. */
export type FakeIssue = {
  readonly number: number
  readonly state: string
  readonly title: string
  readonly body: string
  readonly comments: readonly string[]
}

export type FakeGh = {
  readonly issues: () => readonly FakeIssue[]
  readonly set: (issues: readonly FakeIssue[]) => void
  /** Comments under pull requests, in the order in which they were put there. */
  readonly comments: () => readonly { readonly id: number; readonly body: string }[]
  /** The arguments of each call, joined by blanks. */
  readonly calls: () => readonly string[]
}

/**
 * Puts a program `gh` into a folder: it knows what publish-findings and the action ask for, and keeps issues and comments in files
 * beside it.
 */
export const putFakeGh = (bin: string): FakeGh => {
  const [state, log, said] = [join(bin, 'gh.json'), join(bin, 'gh.log'), join(bin, 'gh-comments.json')]
  const program = join(bin, 'gh')
  writeFileSync(program, `#!${process.execPath}\n(${gh.toString()})(${JSON.stringify({ state, log, said })})\n`)
  chmodSync(program, 0o755)
  const issues = (): readonly FakeIssue[] => (existsSync(state) ? JSON.parse(readFileSync(state, 'utf8')) : [])
  return {
    issues,
    comments: () => (existsSync(said) ? JSON.parse(readFileSync(said, 'utf8')) : []),
    set: (all) => writeFileSync(state, JSON.stringify(all)),
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
  }
}

/** Runs in a process of its own, as text: it sees nothing of this file. */
const gh = ({ state, log, said }: Readonly<Record<'state' | 'log' | 'said', string>>): void => {
  const {
    appendFileSync,
    existsSync: isThere,
    readFileSync: read,
    writeFileSync: write,
  } = process.getBuiltinModule('node:fs')
  const args = process.argv.slice(2)
  const flag = (name: string): string => args[args.indexOf(name) + 1] ?? ''
  appendFileSync(log, `${args.map((arg) => arg.split('\n')[0]).join(' ')}\n`)
  if (!process.getBuiltinModule('node:process').env['GH_TOKEN']) {
    process.stderr.write('gh: set the GH_TOKEN environment variable\n')
    process.exitCode = 4
    return
  }
  const issues: FakeIssue[] = isThere(state) ? JSON.parse(read(state, 'utf8')) : []
  const change = (over: (issue: FakeIssue) => object): void => {
    const next = issues.map((issue) => (issue.number === Number(args[2]) ? { ...issue, ...over(issue) } : issue))
    write(state, JSON.stringify(next))
  }
  if (args[0] === 'api') {
    type Comment = { readonly id: number; readonly body: string }
    const comments: Comment[] = isThere(said) ? JSON.parse(read(said, 'utf8')) : []
    const mark = process.getBuiltinModule('node:process').env['mark'] ?? ''
    if (args.includes('--jq'))
      process.stdout.write(comments.flatMap(({ id, body }) => (body.startsWith(mark) ? [`${id}\n`] : [])).join(''))
    else {
      const body = read(flag('--field').replace('body=@', ''), 'utf8')
      const id = flag('--method') === 'PATCH' ? Number(args[3]?.split('/').at(-1)) : comments.length + 1
      write(said, JSON.stringify([...comments.filter((one) => one.id !== id), { id, body }]))
    }
    return
  }
  switch (args.slice(0, 2).join(' ')) {
    case 'label create':
      break
    case 'issue list':
      process.stdout.write(JSON.stringify(issues))
      break
    case 'issue create': {
      const number = issues.length + 1
      const issue = { number, state: 'OPEN', title: flag('--title'), body: flag('--body'), comments: [] }
      write(state, JSON.stringify([...issues, issue]))
      process.stdout.write(`https://github.com/${flag('--repo')}/issues/${number}\n`)
      break
    }
    case 'issue edit':
      change(() => ({ body: flag('--body') }))
      break
    case 'issue reopen':
      change(({ comments }) => ({ state: 'OPEN', comments: [...comments, flag('--comment')] }))
      break
    default:
      process.stderr.write(`unknown command: ${args.join(' ')}\n`)
      process.exitCode = 1
  }
}
