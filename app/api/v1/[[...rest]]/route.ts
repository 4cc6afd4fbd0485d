import { theDatabase } from '@/lib/access/database'
import { answerRest } from '@/lib/api/rest'

const answer = (request: Request) => answerRest(request, theDatabase())

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
