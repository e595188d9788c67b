import type { Operation } from './operation.ts'

const MODEL = 'gpt-4o-mini'
const CREATED = 1_700_000_000
const USAGE = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }

const message = {
  id: 'msg_harness',
  type: 'message',
  role: 'assistant',
  model: MODEL,
  content: [{ type: 'text', text: 'ok' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
}

const embedded = (embedding: unknown): unknown => ({
  object: 'list',
  data: [{ object: 'embedding', index: 0, embedding }],
  model: 'text-embedding-3-small',
  usage: { prompt_tokens: 1, total_tokens: 1 },
})

/** The same two numbers as little-endian 32 bit floats: the form most SDKs ask for of their own accord. */
export const EMBEDDING_BASE64 = embedded('AAAAPwAAAL8=')

/** The least that each operation's own schema asks of an answer. */
export const BODIES: Readonly<Record<Operation, unknown>> = {
  chat: {
    id: 'chatcmpl-harness',
    object: 'chat.completion',
    created: CREATED,
    model: MODEL,
    choices: [
      { index: 0, message: { role: 'assistant', content: 'ok', refusal: null }, logprobs: null, finish_reason: 'stop' },
    ],
    usage: USAGE,
  },
  responses: {
    id: 'resp_harness',
    object: 'response',
    created_at: CREATED,
    status: 'completed',
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    metadata: {},
    model: MODEL,
    output: [
      {
        id: 'msg_harness',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: 'ok', annotations: [] }],
      },
    ],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    user: null,
    usage: {
      input_tokens: 1,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 2,
    },
  },
  embeddings: embedded([0.5, -0.5]),
  models: { object: 'list', data: [{ id: MODEL, object: 'model', created: CREATED, owned_by: 'harness' }] },
  messages: message,
  'count-tokens': { input_tokens: 1 },
  other: {
    id: 'harness',
    object: 'list',
    created: CREATED,
    data: [],
    has_more: false,
    results: [],
    text: 'ok',
    ok: true,
  },
}

const chunk = (delta: unknown, finish: string | null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-harness',
    object: 'chat.completion.chunk',
    created: CREATED,
    model: MODEL,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  })}\n\n`

const named = (event: { readonly type: string }): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** Server-sent events of the operations that have them; the others answer JSON even when a stream is asked for. */
export const STREAMS: Readonly<Partial<Record<Operation, readonly string[]>>> = {
  chat: [
    chunk({ role: 'assistant', content: '' }, null),
    chunk({ content: 'ok' }, null),
    chunk({}, 'stop'),
    'data: [DONE]\n\n',
  ],
  messages: [
    { type: 'message_start', message: { ...message, content: [], stop_reason: null } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'ok' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 1 } },
    { type: 'message_stop' },
  ].map(named),
}
