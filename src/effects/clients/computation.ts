import type { ClientEffects } from '../../model/effect.ts';

/** What calls of these clients do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const computation: readonly ClientEffects[] = [
  {
    name: 'node:crypto',
    packages: ['crypto', 'node:crypto'],
    seenIn: 'Node.js 20.20',
    kind: 'computation',
    calls: {
      cpu: [
        'pbkdf2Sync scryptSync generateKeyPairSync generatePrimeSync checkPrimeSync createSign createVerify sign',
        'verify publicEncrypt privateDecrypt createDecipheriv createCipheriv',
      ].join(' '),
      cpu_pool: 'pbkdf2 scrypt generateKeyPair generatePrime hkdf',
      random: 'randomUUID randomBytes randomInt randomFillSync getRandomValues',
      pure: 'createHash createHmac hash timingSafeEqual',
    },
  },
  {
    name: 'node:zlib',
    packages: ['zlib', 'node:zlib'],
    seenIn: 'Node.js 20.20',
    kind: 'computation',
    calls: {
      cpu: 'gzipSync gunzipSync deflateSync inflateSync brotliCompressSync brotliDecompressSync unzipSync',
      cpu_pool: [
        'gzip gunzip deflate inflate brotliCompress brotliDecompress createGzip createGunzip createBrotliCompress',
      ].join(' '),
    },
  },
  {
    name: 'JSON / sync cpu',
    packages: ['global'],
    kind: 'computation',
    calls: {
      cpu: 'JSON.{parse,stringify} RegExp.{exec,test} Array.sort',
    },
  },
  {
    name: 'bcrypt',
    packages: ['bcrypt'],
    seenIn: 'bcrypt 6.0.0',
    kind: 'computation',
    calls: {
      cpu_pool: 'hash compare genSalt',
      cpu: 'hashSync compareSync genSaltSync',
    },
  },
  {
    name: 'bcryptjs',
    packages: ['bcryptjs'],
    seenIn: 'bcryptjs 3.0.3',
    kind: 'computation',
    calls: {
      cpu: 'hash compare hashSync compareSync',
    },
  },
  {
    name: 'argon2',
    packages: ['argon2'],
    seenIn: 'argon2 0.45.1',
    kind: 'computation',
    calls: {
      cpu_pool: 'hash verify',
    },
  },
  {
    name: 'sharp',
    packages: ['sharp'],
    seenIn: 'sharp 0.35.5',
    kind: 'computation',
    calls: {
      cpu_pool: 'Sharp.{toBuffer,toFile,toUint8Array,metadata,stats}',
      builder: 'Sharp.{resize,rotate,composite,jpeg,png,webp,avif,tile,blur,sharpen}',
    },
  },
  {
    name: 'jimp',
    packages: ['jimp', '@jimp/core'],
    seenIn: 'jimp 1.6.1',
    kind: 'computation',
    calls: {
      cpu: 'Jimp.{read,resize,getBuffer,write,writeAsync}',
    },
  },
  {
    name: 'pdf / sheets / templates',
    packages: ['pdfkit', 'exceljs', 'xlsx', 'pdf-lib', 'puppeteer', 'puppeteer-core', 'playwright', 'handlebars', 'csv-parse/sync', 'tesseract.js', 'fluent-ffmpeg', '@ffmpeg/ffmpeg', 'canvas', '@react-pdf/renderer'],
    kind: 'computation',
    calls: {
      cpu: [
        'pdfkit_PDFDocument.{text,image,addPage,end} exceljs_workbook.xlsx.{writeBuffer,writeFile,readFile,load}',
        'read write readFile writeFile parse recognize',
      ].join(' '),
      proc: [
        'puppeteer.launch Page.{goto,pdf,screenshot,setContent,waitForSelector,waitForNetworkIdle}',
        'playwright_Browser.{newPage,newContext} fluent-ffmpeg.{run,save}',
      ].join(' '),
    },
  },
];
