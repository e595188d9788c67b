import { answer } from '../gateways/answered-by.ts'

/** A fault of ours is an answer that says so, and never a hang. */
export const orFault = async (say: () => Response | Promise<Response>): Promise<Response> => {
  try {
    return await say()
  } catch (error) {
    return answer('capture: fault', 500, { message: String(error) })
  }
}
