/** One rule of a gateway: a refusal, or null to let the request go on to the next. */
export type Policy = (request: Request) => Response | null | Promise<Response | null>
