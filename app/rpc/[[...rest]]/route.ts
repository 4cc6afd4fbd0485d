import { theDatabase } from '@/lib/access/database'
import { answerRpc } from '@/lib/api/rpc'

const answer = (request: Request) => answerRpc(request, theDatabase())

export { answer as GET, answer as POST }
