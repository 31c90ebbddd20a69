import type { ClientEffects } from '../../model/effect.ts';

/** What calls of clients that send mail do. Where each entry was looked up: `seenIn`, and `docs/effects.md`. */
export const mail: readonly ClientEffects[] = [
  {
    name: 'nodemailer',
    packages: ['nodemailer'],
    seenIn: 'nodemailer 10.6.0',
    kind: 'mail',
    calls: {
      send: 'Transporter.sendMail',
      read: 'Transporter.verify',
    },
  },
  {
    name: '@sendgrid/mail',
    packages: ['@sendgrid/mail'],
    seenIn: '@sendgrid/mail 8.1.6',
    kind: 'mail',
    calls: {
      send: 'MailService.{send,sendMultiple}',
    },
  },
  { name: '@nestjs-modules/mailer', packages: ['@nestjs-modules/mailer'], seenIn: '@nestjs-modules/mailer 2.3.7 `dist/mailer.service.d.ts`', kind: 'mail', calls: { send: 'MailerService.sendMail', read: 'MailerService.verifyAllTransporters' } },
  { name: 'mailgun-js', packages: ['mailgun-js'], seenIn: 'mailgun-js 0.22.0 `lib/schema.js`', kind: 'mail', calls: { send: 'Messages.{send,sendMime}' } },
  { name: 'email-templates', packages: ['email-templates'], seenIn: 'email-templates 13.0.1, @types/email-templates `index.d.ts`', kind: 'mail', calls: { send: 'Email.send', pure: 'Email.{render,renderAll,checkAndRender}' } },
  {
    name: 'notifications-node-client',
    packages: ['notifications-node-client'],
    seenIn: 'notifications-node-client 8.4.0 `client/notification.js`',
    kind: 'mail',
    calls: {
      send: 'NotifyClient.{sendEmail,sendLetter,sendPrecompiledLetter}',
      read: 'NotifyClient.{getNotificationById,getNotifications,getTemplateById,getTemplateByIdAndVersion,getAllTemplates,previewTemplateById,getReceivedTexts,getPdfForLetterNotification}',
      pure: 'NotifyClient.{prepareUpload,setProxy,setClient}',
    },
  },
  {
    name: 'resend',
    packages: ['resend'],
    seenIn: 'resend 6.38.0',
    kind: 'mail',
    calls: {
      send: 'Resend.emails.{send,create} Resend.batch.{send,create} Resend.broadcasts.send',
      read: 'Resend.emails.{get,list,metrics} Resend.broadcasts.{get,list,recipients} Resend.contacts.{get,list}',
      write_idem: 'Resend.emails.{update,cancel} Resend.contacts.{update,remove}',
      write_nonidem: 'Resend.broadcasts.{create,duplicate} Resend.contacts.create',
    },
  },
  {
    name: 'postmark',
    packages: ['postmark'],
    seenIn: 'postmark 5.1.0',
    kind: 'mail',
    calls: {
      send: [
        'ServerClient.{sendEmail,sendEmailBatch,sendEmailWithTemplate,sendEmailBatchWithTemplates,sendBulkEmail}',
      ].join(' '),
      read: [
        'ServerClient.{getOutboundMessages,getOutboundMessageDetails,getBounces,getBounce,getDeliveryStatistics,getTemplates,getTemplate}',
      ].join(' '),
      write_nonidem: 'ServerClient.{createTemplate,createWebhook,createMessageStream}',
      write_idem: 'ServerClient.{editTemplate,editServer,deleteTemplate,createSuppressions,deleteSuppressions}',
    },
  },
  {
    name: 'mailgun.js',
    packages: ['mailgun.js'],
    seenIn: 'mailgun.js 14.0.1',
    kind: 'mail',
    calls: {
      send: 'client.messages.create',
    },
  },
  {
    name: '@getbrevo/brevo',
    packages: ['@getbrevo/brevo'],
    seenIn: '@getbrevo/brevo 6.0.3',
    kind: 'mail',
    calls: {
      send: 'transactionalEmails.sendTransacEmail transactionalSms.{sendTransacSms,sendAsyncTransactionalSms}',
    },
  },
  {
    name: '@mailchimp/mailchimp_transactional',
    packages: ['@mailchimp/mailchimp_transactional'],
    kind: 'mail',
    calls: {
      send: 'messages.{send,sendTemplate,sendRaw}',
    },
  },
  {
    name: 'customerio-node',
    packages: ['customerio-node'],
    seenIn: 'customerio-node 4.4.0 `dist/lib/api.d.ts`, `track.d.ts`',
    kind: 'mail',
    calls: {
      send: 'APIClient.{sendEmail,sendPush,sendSMS,sendInboxMessage,sendInApp,triggerBroadcast}',
      write_idem: 'TrackClient.{identify,destroy,suppress,unsuppress,addDevice,deleteDevice,mergeCustomers}',
      write_nonidem: 'TrackClient.{track,trackAnonymous,trackPageView,trackPush}',
    },
  },
  {
    name: 'mailersend',
    packages: ['mailersend'],
    seenIn: 'mailersend 3.4.0 `lib/modules/Email.module.d.ts`, `SMS.module.d.ts`, `WhatsApp.module.d.ts`',
    kind: 'mail',
    calls: { send: 'MailerSend.email.{send,sendBulk} MailerSend.sms.send MailerSend.whatsapp.send' },
  },
  {
    name: 'loops',
    packages: ['loops'],
    seenIn: 'loops 7.3.0 `dist/index.d.ts`',
    kind: 'mail',
    calls: { send: 'LoopsClient.{sendTransactionalEmail,sendEvent}' },
  },
  {
    name: '@trycourier/courier',
    packages: ['@trycourier/courier'],
    seenIn: '@trycourier/courier 7.10.2 `resources/send.d.ts`',
    kind: 'mail',
    calls: { send: 'Courier.send.message' },
  },
];
