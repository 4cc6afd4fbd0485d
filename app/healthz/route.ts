/** The process answers; never touches the database. */
export const GET = () => new Response('ok', { headers: { 'cache-control': 'no-store' } })
