// Texts of the customer's chat.

const list = new Intl.NumberFormat("pt-BR");

function minutes(seconds) {
  const count = Math.max(1, Math.round(seconds / 60));
  return count === 1 ? "1 minuto" : `${list.format(count)} minutos`;
}

export const widget = {
  title: "Atendimento",
  frameTitle: (company) => `Atendimento – ${company}`,
  loading: "Carregando…",
  close: "Fechar janela",
  opensAt: (opening) => `Voltamos a atender ${opening}.`,

  start: {
    heading: "Fale com a gente",
    intro: "Se quiser, diga quem você é.",
    name: "Nome",
    email: "E-mail",
    optional: "(opcional)",
    emailInvalid: "Informe um e-mail válido, como nome@exemplo.com.br.",
    begin: "Iniciar atendimento",
    open: "Estamos atendendo agora.",
    bot: "Nosso assistente virtual responde a qualquer hora.",
    subjectOpen: "aberto agora",
    subjectClosed: "fechado agora",
    subjectOpens: (opening) => `abre ${opening}`,
    subjects: "Assuntos",
  },

  talk: {
    log: "Conversa",
    lines: "Mensagens",
    protocol: "Protocolo",
    copy: "Copiar",
    copyWhat: " o número do protocolo",
    copied: "Copiado",
    you: "Você",
    sending: "Enviando…",
    sent: "Enviada",
    failed: "Não enviada",
    retry: "Tentar de novo",
    discard: "Descartar",
    attachment: (name, bytes) => `${name} (${list.format(Math.max(1, Math.round(bytes / 1_000)))} kB)`,
    newLines: "Novas mensagens",
    options: "Escolha uma opção",
    subjects: "Escolha um assunto",
    otherSubjects: "Ou escolha outro assunto",
    withAgent: (name) => `Você está falando com ${name}`,
  },

  composer: {
    label: "Sua mensagem",
    placeholder: "Escreva sua mensagem",
    send: "Enviar",
    left: (count) => `${list.format(count)} ${count === 1 ? "caractere restante" : "caracteres restantes"}`,
    over: (count) => `${list.format(count)} ${count === 1 ? "caractere" : "caracteres"} a mais do que o permitido`,
  },

  status: {
    starting: "Iniciando o atendimento…",
    choosing: (label) => `${label}: verificando o atendimento…`,
    waiting: "Aguardando um atendente…",
    next: "Você é o próximo da fila.",
    position: (position) => `Você é o ${list.format(position)}º da fila.`,
    estimate: (seconds) => (seconds < 60
      ? "Espera estimada: menos de 1 minuto."
      : `Espera estimada: cerca de ${minutes(seconds)}.`),
    agentLost: "O atendente perdeu a conexão. Aguarde, não é preciso recomeçar.",
    leaving: "Encerrando o atendimento…",
    idle: "Você ainda está aí? Escreva algo para continuar este atendimento.",
  },

  form: {
    intro: "Preencha o formulário e responderemos assim que possível.",
    requiredHint: "Campos com * são obrigatórios.",
    send: "Enviar formulário",
    sending: "Enviando…",
    faults: (count) => (count === 1 ? "Confira 1 campo do formulário." : `Confira ${count} campos do formulário.`),
  },

  leave: {
    button: "Encerrar",
    heading: "Encerrar o atendimento?",
    explanation: "A conversa termina para você. O número do protocolo continua valendo.",
  },

  end: {
    heading: "Atendimento encerrado",
    received: "Formulário recebido",
    left: "Você encerrou este atendimento.",
    outcome: {
      refused: "Não foi possível atender você agora.",
      abandoned_queue: "Este atendimento terminou antes de um atendente aceitar.",
      customer_timeout: "Este atendimento foi encerrado por inatividade.",
      offline_form: "Seu formulário foi recebido.",
    },
    other: "Este atendimento terminou. Obrigado pelo contato.",
    dueAt: (moment) => `Responderemos até ${moment}.`,
    again: "Novo atendimento",
  },

  problem: {
    heading: "Atendimento indisponível",
    notFound: "Este canal de atendimento não existe ou foi desativado.",
    startFailed: "Não foi possível iniciar o atendimento.",
    retry: "Tentar de novo",
  },
};
