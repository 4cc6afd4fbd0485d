import { answerAuth } from '@/lib/access/auth-door'
import { theDatabase } from '@/lib/access/database'

const answer = (request: Request) => answerAuth(request, theDatabase())

export { answer as GET, answer as POST }
