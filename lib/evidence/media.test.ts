import { describe, expect, it } from 'vitest'
import { zip } from '@/lib/exchange/workbooks.fixtures'
import { fileNameOf, mediaTypeOf } from './media'

const office = (folder: string, ...more: string[]) =>
  zip(['[Content_Types].xml', `${folder}/document.xml`, ...more].map((name) => ({ name, content: '<x/>' })))
const kind = 'application/vnd.openxmlformats-officedocument'

describe('what a file is', () => {
  it.each<[string, Buffer, string | null]>([
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png'],
    ['a JPEG', Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg'],
    ['a document', office('word'), `${kind}.wordprocessingml.document`],
    ['a workbook', office('xl'), `${kind}.spreadsheetml.sheet`],
    ['slides', office('ppt'), `${kind}.presentationml.presentation`],
    ['text', Buffer.from('Closure report\nÄpfel\t✓'), 'text/plain'],
    ['nothing', Buffer.alloc(0), null],
    ['a program', Buffer.from('7f454c46020101', 'hex'), null],
    ['a Windows program', Buffer.from('MZ\x90\x00\x03'), null],
    ['text with a NUL', Buffer.from('a\0b'), null],
    ['text that is no UTF-8', Buffer.from('c328', 'hex'), null],
    ['a GIF', Buffer.from('GIF89a\x01\x00'), null],
    ['an archive', zip([{ name: 'a.txt', content: 'x' }]), null],
    ['a document with macros', office('word', 'word/vbaProject.bin'), null],
    ['a document with another in it', office('word', 'word/embeddings/oleObject1.bin'), null],
    ['a workbook with macro sheets', office('xl', 'xl/macrosheets/sheet1.xml'), null],
    ['an archive cut short', office('word').subarray(0, 60), null],
    ['an archive whose directory lies', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(40)]), null],
  ])('%s', (_, bytes, type) => expect(mediaTypeOf(bytes)).toBe(type))

  it('a page that calls itself text is kept as text, and never shown', () => {
    expect(mediaTypeOf(Buffer.from('<script>alert(1)</script>'))).toBe('text/plain')
  })
})

describe('what a file is called', () => {
  it.each<[string, Parameters<typeof fileNameOf>[1], string]>([
    ['Report.PDF', 'application/pdf', 'Report.pdf'],
    ['photo.exe', 'image/png', 'photo.png'],
    ['../../etc/passwd', 'text/plain', 'etcpasswd.txt'],
    ['a"b\r\nSet-Cookie: x.txt', 'text/plain', 'abSet-Cookie x.txt'],
    ['....', 'text/plain', 'evidence.txt'],
    ['Äußerung 🙂.docx', 'text/plain', 'Äußerung 🙂.txt'],
    ['‮gpj.exe', 'image/jpeg', 'gpj.jpg'],
    ['x'.repeat(300), 'text/plain', `${'x'.repeat(100)}.txt`],
  ])('%j', (given, type, name) => expect(fileNameOf(given, type)).toBe(name))
})
