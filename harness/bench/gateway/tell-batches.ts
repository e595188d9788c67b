import { type Batch, BODY, fieldsOf, TIMES } from './asked.ts'

/** What a server that sends back what it is asked tells its bench: the one batch that it has, as often as it is asked for one. */
export const tellBatches = (port: number): void => {
  const batch: Batch = {
    asked: {
      port,
      method: 'POST',
      path: '/c/cell-0/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21',
      // As long as a token is.
      fields: fieldsOf(['Authorization', `Bearer ${'e'.repeat(900)}`], port),
      body: BODY,
      status: 200,
    },
    times: TIMES,
  }
  process.on('message', (message: { readonly next: true } | { readonly done: string }) => {
    if ('next' in message) process.send?.(batch)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port })
}
