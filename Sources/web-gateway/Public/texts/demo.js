// Texts of the demonstration: the list of channels, and the small site of a made-up company.

export const demo = {
  title: "Demonstração do Guichê",
  loading: "Carregando…",
  failed: "Não foi possível carregar os canais. Tentando de novo…",

  list: {
    lead: "Cada canal abaixo é um site de exemplo com WebChat e mostra um dos fluxos do manual. Abra um deles, "
      + "inicie um atendimento e responda pelo console do atendente em outra janela.",
    channels: "Canais de atendimento",
    open: "Abrir o site",
    of: (channel, company) => `${channel}, ${company}`,
    none: "Nenhum canal está habilitado.",
    staff: "Para quem atende",
    console: "Console do atendente",
    consoleLead: "Entre em um canal, aceite os cards, converse, finalize e salve o atendimento.",
    supervisor: "Página do supervisor",
    supervisorLead: "Veja as filas e os atendentes ao vivo e encontre qualquer protocolo.",
  },

  /** Which flow of the manual each channel of deploy/config/demo.yaml shows, by its id. */
  flows: {
    bot: "Há bot: ele responde primeiro e, quando você pede, transfere a conversa para um atendente.",
    "sem-assuntos":
      "Não há bot nem assuntos cadastrados: a resposta é a mensagem padrão “Fora do horário de atendimento”.",
    fechado: "A fila do assunto está fora do horário e não há formulário web: a resposta é a mensagem padrão.",
    formulario:
      "A fila do assunto está fora do horário e há formulário web: você deixa uma mensagem e recebe o protocolo.",
    "sem-atendente":
      "A fila está no horário, mas nenhum atendente está logado neste canal: a resposta é a mensagem padrão.",
    site: "Não há bot: você escolhe um assunto e, se houver atendente logado, entra na fila dele.",
  },
  otherFlow: "Este canal não faz parte da demonstração.",

  page: {
    banner: "Demonstração",
    back: "Todos os canais",
    navigation: "Principal",
    demoNavigation: "Demonstração",
    menu: ["Produtos", "Soluções", "Sobre nós", "Ajuda"],
    headline: "Tudo para a sua casa funcionar, em um só lugar.",
    lead: (company) => `Há 30 anos, a ${company} leva energia, água e internet a quem não quer se preocupar com isso.`,
    hint: "Precisa de algo? Fale com a gente pelo botão no canto da página.",
    cards: [
      { title: "2ª via de boleto", text: "Perdeu o boleto? Peça a segunda via pelo chat e receba na hora." },
      { title: "Suporte técnico", text: "Sinal fraco ou queda de energia? Um atendente acompanha você até resolver." },
      { title: "Planos e vendas", text: "Monte o plano da sua casa com a ajuda de quem entende do assunto." },
    ],
    footer: (company) => `${company} é uma empresa fictícia. Esta página existe para mostrar o WebChat do Guichê.`,
    titleOf: (company) => `${company} – energia, água e internet`,
  },
};
