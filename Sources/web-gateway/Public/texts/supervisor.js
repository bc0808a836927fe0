// Texts of the supervisor's page.

import { common } from "./common.js";

const plural = (count, one, many) => count === 1 ? `1 ${one}` : `${count} ${many}`;

const page = {
  title: (waiting) => waiting > 0
    ? `(${waiting}) Supervisão · ${common.product}` : `Supervisão · ${common.product}`,
  heading: "Supervisão",
  menu: "Menu",
  panel: "Painel",
  records: "Atendimentos",
  leave: "Sair",
  leaveFailed: "Não foi possível sair. Tente de novo.",
  skip: "Ir para o conteúdo",
  live: "Ao vivo",
  connecting: "Conectando…",
  lost: (moment) => moment === null ? common.offline : `${common.offline} Os dados são de ${moment}.`,
  stale: (code, moment) => moment === null
    ? common.error(code) : `${common.error(code)} Os dados são de ${moment}.`,
  starting: "Carregando o painel…",
  unavailable: (code) => code === "unreachable"
    ? "Sem conexão com o servidor. Tente de novo em instantes."
    : "O serviço está indisponível no momento. Tente de novo em instantes.",
  again: "Tentar de novo",
};

const summary = {
  label: "Resumo",
  waiting: "Esperando",
  longest: "Maior espera",
  inService: "Em atendimento",
  wrapUp: "Pós-atendimento",
  free: "Atendentes disponíveis",
  ofLoggedIn: (free, loggedIn) => `${free} de ${loggedIn}`,
  noWait: "—",
  attended: "Toda fila aberta tem atendente logado",
  unattended: (count) => count === 1 ? "Fila aberta sem atendente logado" : "Filas abertas sem atendente logado",
  andMore: (count) => `e mais ${count}`,
};

const filter = { label: "Mostrar", all: "Todas as filas" };

const queues = {
  heading: "Filas",
  empty: "A empresa não tem filas.",
  columns: {
    name: "Fila", open: "Horário", waiting: "Esperando", longest: "Maior espera", offered: "No card",
    inService: "Em atend.", wrapUp: "Pós-atend.", agents: "Atendentes", answered: "Atendidos", inTarget: "No prazo",
    abandoned: "Abandonos",
  },
  hints: {
    waiting: "Clientes na fila agora", longest: "Tempo de quem espera há mais tempo",
    offered: "Clientes cujo card está na tela de um atendente", wrapUp: "Encerrados, ainda por salvar",
    agents: "Disponíveis, de todos os logados", answered: "Aceitos desde a meia-noite",
    inService: "Clientes com um atendente agora",
    inTarget: "Aceitos dentro do tempo de espera desejado, desde a meia-noite",
    abandoned: "Saíram da fila sem atendimento, desde a meia-noite",
  },
  open: "Aberta",
  closed: "Fechada",
  unattended: "Sem atendente",
  late: "Acima do tempo desejado",
  free: (free, loggedIn) => `${free} de ${loggedIn}`,
  share: (percent) => `${percent} %`,
  target: (seconds) => ` em ${seconds} s`,
  unknown: "—",
  unknownHint: "Ainda não informado",
};

const waiting = {
  heading: "Quem espera",
  empty: "Ninguém espera.",
  columns: {
    position: "Lugar", protocol: "Protocolo", customer: "Cliente", queue: "Fila", since: "Espera", note: "Card",
    actions: "Ações",
  },
  place: (position) => `${position}º`,
  offeredTo: (agent) => `Na tela de ${agent}`,
  transferFrom: (agent) => `Transferência de ${agent}`,
  before: (agent) => `Antes com ${agent}`,
};

const conversations = {
  heading: "Em andamento",
  empty: "Nenhum atendimento em andamento.",
  columns: {
    protocol: "Protocolo", customer: "Cliente", queue: "Fila", agent: "Atendente", phase: "Situação",
    since: "Aberto há", actions: "Ações",
  },
  phase: { before: "Antes da fila", in_service: "Em atendimento", wrap_up: "Pós-atendimento" },
  transfer: (target) => `Em transferência para ${target}`,
  noQueue: (channel) => `Canal ${channel}`,
  cut: (count) => `São mostrados os ${count} mais novos. Os outros estão em Atendimentos.`,
};

const agents = {
  heading: "Atendentes",
  empty: "Nenhum atendente.",
  columns: { name: "Atendente", status: "Situação", load: "Ocupação", actions: "Ações" },
  loadHint: "Em atendimento ou pós-atendimento, de quantos atende ao mesmo tempo",
  load: (active, capacity) => `${active} de ${capacity}`,
  offered: (count) => plural(count, "card", "cards"),
  counts: (free, loggedIn, all) =>
    `${plural(free, "disponível", "disponíveis")}, ${plural(loggedIn, "logado", "logados")}, ${all} no total`,
};

const rows = {
  unnamed: "Sem identificação",
  nobody: "—",
  gone: "Saiu da lista",
  parked: "Parado por falha",
  sort: (label) => `Ordenar por ${label}`,
  /** While an order is on its way. */
  pending: {
    "supervisor.conversation.closed.v1": "Encerrando…",
    "supervisor.conversation.requeued.v1": "Devolvendo…",
    "supervisor.conversation.reassigned.v1": "Encaminhando…",
    "supervisor.agent.loggedout.v1": "Deslogando…",
  },
};

const acts = {
  view: "Ver",
  close: "Encerrar",
  requeue: "Devolver à fila",
  reassign: "Encaminhar",
  logout: "Deslogar",
  /** On the buttons of a row, where there is little room. */
  short: { close: "Encerrar", requeue: "Devolver", reassign: "Encaminhar", logout: "Deslogar" },
  /** What a button does, for who does not see the row. */
  about: (act, subject) => `${act}: ${subject}`,
  protocol: (number) => `protocolo ${number}`,
};

const dialog = {
  closeHeading: (number) => `Encerrar o protocolo ${number}?`,
  requeueHeading: (number) => `Devolver à fila o protocolo ${number}?`,
  reassignHeading: (number) => `Encaminhar o protocolo ${number}`,
  logoutHeading: (name) => `Deslogar ${name}?`,
  close: {
    waiting: "O cliente é avisado e o atendimento termina agora, sem chegar a um atendente.",
    before: "O cliente é avisado e o atendimento termina agora, sem chegar a um atendente.",
    in_service: (agent) => `A sessão com o cliente termina agora e ele é avisado. ${agent} ainda pode editar e salvar `
      + "os dados do atendimento.",
    wrap_up: (agent) => `O pós-atendimento termina agora e a vaga de ${agent} é liberada. O que não foi salvo fica `
      + "«pendente de salvar»; os dados ainda podem ser editados depois.",
  },
  requeue: {
    card: (agent) => `O card sai da tela de ${agent}. O cliente continua no mesmo lugar da fila e é oferecido a outro `
      + "atendente.",
    in_service: (agent, queue) => `O cliente deixa de ser atendido por ${agent}, é avisado e vai para o começo da fila `
      + `${queue}, com toda a conversa. O protocolo continua o mesmo.`,
  },
  reassign: {
    waiting: "O cliente muda de lugar e conserva o tempo que já esperou. Para um atendente: se ele não aceitar, a fila "
      + "inteira volta a ser chamada.",
    before: "O cliente sai do bot, ou da escolha de assunto, e entra na fila. Para um atendente: se ele não aceitar, a "
      + "fila inteira é chamada.",
    in_service: (agent) => `O atendimento continua com ${agent} até que alguém aceite. Se ninguém aceitar a tempo, `
      + `fica com ${agent}.`,
  },
  logout: (name) => `${name} sai de todos os canais agora. Os cards na tela são oferecidos a outros.`,
  logoutActive: (count) => count === 1
    ? "Se o atendimento em mãos ainda estiver com o cliente, ele volta para o começo da fila com toda a conversa."
    : `Dos ${count} atendimentos em mãos, os que ainda estão com o cliente voltam para o começo da fila com toda a `
      + "conversa.",
  /** Whom it is about: what is known of customer, queue and agent. */
  about: (parts) => parts.join(" · "),
  target: "Para",
  toQueue: "Uma fila",
  toAgent: "Um atendente",
  queue: "Fila",
  agent: "Atendente",
  choose: "Escolha…",
  queueOption: ({ name, open, waiting, loggedIn }) => {
    const state = !open ? "fechada" : loggedIn === 0 ? "sem atendente logado" : plural(waiting, "espera", "esperam");
    return `${name} (${state})`;
  },
  agentOption: ({ name, status, active, capacity }) =>
    `${name} (${common.status[status] ?? status}, ${active} de ${capacity})`,
  reason: "Motivo",
  reasonHint: "Fica registrado no atendimento.",
  logoutReasonHint: "Fica registrado.",
  missingReason: "Escreva o motivo.",
  missingTarget: "Escolha para onde.",
  ended: "Este atendimento terminou enquanto esta janela estava aberta.",
  gone: "Este atendente já não está logado.",
  reasons: {
    close: ["Cliente atendido por outro canal", "Conversa abandonada pelo cliente", "Contato indevido"],
    requeue: ["Atendente sem resposta", "Fim do expediente do atendente", "Atendimento fora da fila certa"],
    reassign: ["Especialista disponível", "Fila errada", "Prioridade do cliente"],
    logout: ["Fim de expediente", "Atendente sem resposta", "Intervalo"],
  },
};

const results = {
  heading: "Avisos",
  dismiss: "Dispensar",
  done: {
    "supervisor.conversation.closed.v1": (subject) => `${subject}: encerrado.`,
    "supervisor.conversation.requeued.v1": (subject) => `${subject}: devolvido à fila.`,
    "supervisor.conversation.reassigned.v1": (subject) => `${subject}: encaminhado.`,
    "supervisor.agent.loggedout.v1": (subject) => `${subject}: fora de todos os canais.`,
  },
  refused: {
    "supervisor.conversation.closed.v1": (subject, why) => `${subject} não foi encerrado. ${why}`,
    "supervisor.conversation.requeued.v1": (subject, why) => `${subject} não foi devolvido à fila. ${why}`,
    "supervisor.conversation.reassigned.v1": (subject, why) => `${subject} não foi encaminhado. ${why}`,
    "supervisor.agent.loggedout.v1": (subject, why) => `Não foi possível deslogar ${subject}. ${why}`,
  },
  late: (subject) => `${subject}: o pedido foi entregue, mas ainda não há confirmação. Confira a lista.`,
  waiting: (subject) =>
    `${subject}: o pedido ainda não foi entregue. O servidor está indisponível; tentando novamente.`,
  conversation: (number) => `Protocolo ${number}`,
  unknownConversation: "O atendimento",
  transfer: {
    accepted: (subject, target) => `${subject}: ${target} aceitou.`,
    returned: (subject, why) => `${subject}: a transferência voltou${why}.`,
    cancelled: (subject, why) => `${subject}: a transferência foi cancelada${why}.`,
    refused: (subject, why) => `${subject}: a transferência foi recusada${why}.`,
  },
  because: (reason) => reason ? ` (${reason})` : "",
  somebody: "alguém",
  unattended: (queue, waiting) => waiting > 0
    ? `${queue}: nenhum atendente logado e ${plural(waiting, "cliente espera", "clientes esperam")}.`
    : `${queue}: nenhum atendente logado.`,
  parked: (subject) => `${subject}: o atendimento parou por uma falha. As mensagens do cliente esperam, em ordem.`,
};

/** Refusals that mean something else to a supervisor than to an agent. */
const refusals = {
  not_logged_in: "O atendente não está logado em um canal.",
  wrong_state: "O atendimento já está lá, ou isto não é possível neste momento.",
  not_a_member: "O atendente não faz parte da fila ou do canal.",
  unavailable: "Não foi possível neste momento. Tente de novo em instantes.",
};

const transferReasons = {
  declined: "o card foi recusado", expired: "o tempo do card acabou", timeout: "ninguém aceitou a tempo",
  cancelled: "foi cancelada", ended: "o atendimento terminou", requeued: "voltou para a fila",
  out_of_hours: "fora do horário de atendimento", holiday: "feriado", no_agent_logged_in: "nenhum atendente logado",
  queue_full: "a fila está cheia", not_logged_in: "o atendente não está logado",
  not_a_member: "o atendente não faz parte da fila ou do canal",
};

export const supervisor = {
  page, summary, filter, queues, waiting, conversations, agents, rows, acts, dialog, results,
  /** Why an order was refused. */
  refusal: ({ code, details = {} }) => details.reason && transferReasons[details.reason]
    ? `Motivo: ${transferReasons[details.reason]}.`
    : refusals[code] ?? common.error(code),
  transferReason: (reason) => transferReasons[reason] ?? "",
};
