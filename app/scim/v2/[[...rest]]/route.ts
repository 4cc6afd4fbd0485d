import { theDatabase } from '@/lib/access/database'
import { answerScim } from '@/lib/scim/door'

const answer = (request: Request) => answerScim(request, theDatabase())

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
