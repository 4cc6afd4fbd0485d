import { answerCalendar } from '@/lib/notifications/calendar-door'

export async function GET(request: Request, { params }: { params: Promise<{ secret: string }> }) {
  return answerCalendar(request, (await params).secret)
}
