import { hash } from 'node:crypto'
import { basename, join } from 'node:path'
import { nothingKnown, type PolicyFiles } from '../ask/policies/policy-files.ts'
import { readDocument } from '../ask/policies/read-document.ts'
import { settingsOf } from '../ask/policies/settings.ts'
import { clock } from '../edges/clock.ts'
import { readFolder } from '../edges/documents.ts'
import { root } from '../edges/paths.ts'
import { documentGateway, type TracingGateway } from '../measure/gateways/apim/document-gateway.ts'

/**
 * The gateways that come with the tool as policy documents (`fixtures/gateways/ready/`), by id. They are taken by name alone;
 * the comment at a document's head says what it is. A document is read when its gateway is first asked for its handlers.
 */
export const readyGateways = async (): Promise<Readonly<Record<string, TracingGateway>>> => {
  const folder = join(root(), 'fixtures', 'gateways', 'ready')
  const [documents, settings] = await Promise.all([readFolder(folder, '.xml'), readFolder(folder, '.settings.json')])
  return Object.fromEntries(
    documents.map(({ path, text }) => {
      const id = basename(path, '.xml')
      const beside = settings.find((one) => basename(one.path) === `${id}.settings.json`)
      const files: PolicyFiles = {
        scopes: { api: { path: basename(path), text } },
        fragments: {},
        settings: beside ? { path: basename(beside.path), text: beside.text } : null,
        known: nothingKnown,
      }
      return [id, lazily(id, text, files)] as const
    }),
  )
}

const lazily = (id: string, text: string, files: PolicyFiles): TracingGateway => {
  const facts = { id, title: titleIn(text), byName: true, digest: hash('sha256', JSON.stringify(files)) } as const
  let read: TracingGateway | undefined
  const gateway = (): TracingGateway => {
    const settings = settingsOf(files)
    read ??= documentGateway(facts, readDocument(files, settings).document, settings, clock.now)
    return read
  }
  return {
    ...facts,
    handlers: (context) => gateway().handlers(context),
    traced: (context, onTrace) => gateway().traced(context, onTrace),
  }
}

const titleIn = (text: string): string => /^<!--\s*(.+?)\s*-->/s.exec(text)?.[1] ?? ''
